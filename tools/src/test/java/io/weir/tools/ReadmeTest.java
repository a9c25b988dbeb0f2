package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation shows exists: its first program compiles, its links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");
    /** `SomeTest`, `SomeTest.someRule` or `someRuleOfMoreThanTwentyLetters`. */
    private static final Pattern TEST =
            Pattern.compile("`(?:([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?|([a-z]\\w{20,}))`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void theFirstProgramIsTheSample() throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(program.find()).isTrue();
        assertThat(Files.readString(ROOT.resolve("samples/src/main/java/io/weir/samples/socket/SocketWordCount.java")))
                .endsWith(program.group(1));
    }

    @Test
    void everySampleHasARowWithItsCommand() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        for (Sample sample : Sample.all()) {
            String folder = sample.program().getPackageName().replace('.', '/');
            assertThat(readme)
                    .contains("| [`./weir run " + sample.name() + "`](samples/src/main/java/" + folder + ") |");
        }
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(ROOT.relativize(page) + " -> " + link.group(1));
                }
            }
        }
        assertThat(dead).as("links to files that do not exist").isEmpty();
    }

    /** A test without its class belongs to the class named before it in the same row. */
    @Test
    void everyTestThatTheSemanticsNameExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        for (String row : Files.readAllLines(ROOT.resolve("docs/semantics.md"))) {
            String current = "";
            Matcher name = TEST.matcher(row);
            while (row.startsWith("|") && name.find()) {
                if (name.group(1) != null) {
                    current = name.group(1);
                }
                String method = name.group(3) == null ? name.group(2) : name.group(3);
                String source = sources.getOrDefault(current, "");
                if (source.isEmpty() || (method != null && !source.contains(" " + method + "("))) {
                    missing.add(current + "." + method);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        List<Path> modules;
        try (Stream<Path> top = Files.list(ROOT)) {
            modules = top.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString();
                    sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
