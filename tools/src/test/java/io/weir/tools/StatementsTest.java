package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.launch.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Settings, options and codes that sentences, documentation and Javadoc name exist. Decisions and the changelog tell history, and are left out. */
class StatementsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern KEY =
            Pattern.compile("(?<![\\w./@-])weir(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+(?![\\w(-]|\\.[A-Za-z])");
    private static final Pattern PROPERTY = Pattern.compile(
            "(?:getProperty|getBoolean|getInteger|getLong)\\(\\s*\"(weir\\.[\\w.-]+)\"|-D(weir\\.[\\w.-]+)=");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z]*(?:-[a-z]+)*(?![\\w-])");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"|/\\*\\*([\\s\\S]*?)\\*/");
    /** In a drawing of states. */
    private static final Pattern ARROW = Pattern.compile("--(>|&gt;)");

    private static final Pattern BRACKETED = Pattern.compile("\\[([A-Z]{2,}-[A-Z0-9-]+)\\]");

    /** Two files beside a journal, and a property of a POM. */
    private static final Set<String> NO_SETTINGS = Set.of("weir.mv.db", "weir.holder", "weir.version");

    /** Options of other tools, and of programs that a reader writes. */
    private static final Map<String, List<String>> OF_OTHERS = Map.of(
            "a program", List.of("--its-own-options"),
            "any option of the bench", List.of("--name"),
            "java", List.of("--sun-misc-unsafe-memory-access", "--add-opens"),
            "unshare",
                    List.of(
                            "--net",
                            "--user",
                            "--pid",
                            "--fork",
                            "--mount",
                            "--mount-proc",
                            "--map-root-user",
                            "--kill-child"));

    @Test
    void everySettingThatIsNamedExists() throws IOException {
        Config settings = ConfigFactory.parseResources("reference.conf")
                .withFallback(ConfigFactory.parseResources("weir-node.conf"));
        Set<String> properties = properties();
        Map<String, String> unknown = new TreeMap<>();
        int found = 0;
        for (Path file : statements()) {
            Matcher key = KEY.matcher(Files.readString(file));
            while (key.find()) {
                String name = key.group();
                found++;
                if (!settings.hasPathOrNull(name) && !properties.contains(name) && !NO_SETTINGS.contains(name)) {
                    unknown.put(name, ROOT.relativize(file).toString());
                }
            }
        }
        assertThat(found).isGreaterThan(200);
        assertThat(unknown).as("settings that do not exist").isEmpty();
    }

    @Test
    void everyOptionThatIsNamedExists() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("--help"));
        OF_OTHERS.values().forEach(known::addAll);
        addOptions(Main.commandLine(), known);
        known.addAll(optionsOfPrograms());
        Map<String, String> unknown = new TreeMap<>();
        for (Path file : statements()) {
            for (String text : texts(file)) {
                Matcher option = OPTION.matcher(text);
                while (option.find()) {
                    if (!known.contains(option.group())) {
                        unknown.put(option.group(), ROOT.relativize(file).toString());
                    }
                }
            }
        }
        assertThat(unknown).as("options that no command has").isEmpty();
    }

    @Test
    void everyCodeFitsTheScheme() throws IOException {
        Map<String, String> odd = new TreeMap<>();
        for (Path file : javaOfModules()) {
            Matcher code = BRACKETED.matcher(Files.readString(file));
            while (code.find()) {
                if (!code.group(1).matches("(API|CFG|DATA|CKP|CLI|NET|JOB|SINK|SEC)-\\d{3}")) {
                    odd.put(code.group(1), ROOT.relativize(file).toString());
                }
            }
        }
        assertThat(odd).as("codes that are none").isEmpty();
    }

    private static void addOptions(CommandLine command, Set<String> known) {
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(sub -> addOptions(sub, known));
    }

    /** What samples, the bench and the fuzzer read from their own arguments, as the sources say. */
    private static Set<String> optionsOfPrograms() throws IOException {
        Pattern read = Pattern.compile(
                "(?:get\\w*|has|number|put)\\(\\s*\"([a-z][a-z-]*)\"|(?:names = \\{?|case )\"--([a-z-]+)\"");
        Set<String> names = new TreeSet<>();
        for (Path module :
                List.of(Path.of("samples"), Path.of("benchmarks"), Path.of("benchmarks/peers"), Path.of("fuzz"))) {
            for (Path file :
                    javaFiles(ROOT.resolve(module).resolve("src/main/java")).toList()) {
                Matcher name = read.matcher(Files.readString(file));
                while (name.find()) {
                    names.add("--" + (name.group(1) == null ? name.group(2) : name.group(1)));
                }
            }
        }
        return names;
    }

    private static Set<String> properties() throws IOException {
        Set<String> names = new TreeSet<>();
        List<Path> files = new ArrayList<>(javaOfModules());
        files.add(ROOT.resolve("weir"));
        for (Path file : files) {
            Matcher property = PROPERTY.matcher(Files.readString(file));
            while (property.find()) {
                names.add(property.group(1) == null ? property.group(2) : property.group(1));
            }
        }
        return names;
    }

    /** A page as it is; of a Java file what is in quotes and in Javadoc. */
    private static List<String> texts(Path file) throws IOException {
        String all = Files.readString(file);
        if (!file.toString().endsWith(".java")) {
            return List.of(all);
        }
        List<String> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(all.replace("'\"'", "").replace("'\\\"'", ""));
        while (text.find()) {
            text.group().lines().filter(line -> !ARROW.matcher(line).find()).forEach(texts::add);
        }
        return texts;
    }

    private static List<Path> statements() throws IOException {
        List<Path> files = new ArrayList<>(javaOfModules());
        files.removeIf(file -> file.startsWith(ROOT.resolve("fuzz"))); // its inputs are wrong on purpose
        files.addAll(List.of(
                ROOT.resolve("README.md"), ROOT.resolve("DEVELOPMENT.md"), ROOT.resolve("benchmarks/README.md")));
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            pages.filter(page ->
                            page.toString().endsWith(".md") && !page.toString().contains("/decisions/"))
                    .forEach(files::add);
        }
        return files;
    }

    private static List<Path> javaOfModules() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(StatementsTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
