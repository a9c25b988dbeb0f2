package io.weir.samples.porting;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Flink programs that the script changed and the compiler of this JDK translated; in a folder of their own. */
final class PortedPrograms {
    private static final Path PROGRAMS = Path.of("src/test/resources/porting/programs");
    static final Path SCRIPT = Path.of("..", "docs", "port-from-flink.sh");

    private final Path sources;
    private final Path classes;

    private PortedPrograms(Path sources, Path classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /** What the script said, and whether it said that nothing is left. */
    record Said(int exitCode, String text) {}

    static List<Path> all() throws IOException {
        try (Stream<Path> programs = Files.list(PROGRAMS)) {
            return programs.sorted().toList();
        }
    }

    /** Copies, changes and compiles all programs. */
    static PortedPrograms in(Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src"));
        for (Path program : all()) {
            Files.copy(program, sources.resolve(program.getFileName()));
        }
        assertThat(runScript(sources.toString())).isEqualTo(new Said(0, ""));
        PortedPrograms ported = new PortedPrograms(sources, Files.createDirectories(folder.resolve("classes")));
        assertThat(ported.compile()).as("what the compiler says").isEmpty();
        return ported;
    }

    static Said runScript(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
        script.getOutputStream().close();
        String text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(script.waitFor(), text);
    }

    /** Calls the program's {@code main} as a user of this class path would; returns when its job has ended. */
    void run(String program, String... args) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            loader.loadClass("programs." + program)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new AssertionError(program + " failed", e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String compile() throws IOException, URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> programs = Files.list(sources)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath());
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(programs.toList()))
                    .call();
            return compiled ? "" : said.toString();
        }
    }

    /** A job author's: the API and the connectors. */
    private static String classPath() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> one : List.of(StreamExecutionEnvironment.class, FileSink.class)) {
            places.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return places.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
