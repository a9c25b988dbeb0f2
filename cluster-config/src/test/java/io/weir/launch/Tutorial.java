package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A page that a reader follows step by step: {@code <!-- file NAME -->} stands before what the reader writes, {@code <!-- shown NAME -->} before
 * what the reader sees.
 *
 * @param text the whole page
 * @param files by their path in the reader's folder
 * @param shown by the names that the page gives them
 */
record Tutorial(String text, Map<String, String> files, Map<String, String> shown) {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (file|shown) (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);

    static Tutorial read(Path page) throws IOException {
        String text = Files.readString(page);
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            (block.group(1).equals("file") ? files : shown).put(block.group(2), block.group(3));
        }
        return new Tutorial(text, files, shown);
    }

    /** What is the same for each reader: without dates, ids, numbers that are measured, the reader's folder and the width of columns. */
    static List<String> comparable(String printed) {
        return printed.lines()
                .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "DATE")
                        .replaceAll("\\b[0-9a-f]{32}\\b", "JOB")
                        .replaceAll("127\\.0\\.0\\.1:\\d+(#[0-9a-f]+)?", "NODE")
                        .replaceAll("after \\d+\\.\\d s", "after TIME")
                        .replaceAll("directory is \\S+\\. ", "directory is HERE. ")
                        .replaceAll(" {2,}", "  ")
                        .stripTrailing())
                .toList();
    }

    String file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    String shown(String name) {
        return Objects.requireNonNull(shown.get(name), name);
    }

    List<String> comparableShown(String name) {
        return comparable(shown(name));
    }

    /** Writes the files, and compiles those of Java against this test's class path, as the reader's build does. */
    void writeAndCompile(Path folder, Path classes) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-d", Files.createDirectories(classes).toString()));
        options.addAll(List.of("-Xlint:all", "-Werror", "-cp", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            if (file.getKey().endsWith(".java")) {
                options.add(path.toString());
            }
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        assertThat(javac.run(null, null, null, options.toArray(new String[0]))).isZero();
    }

    /** As the jar plugin of the reader's pom makes it. */
    static Path jar(Path classes, String mainClass, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
