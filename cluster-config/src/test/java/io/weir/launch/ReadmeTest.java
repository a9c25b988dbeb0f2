package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation shows exists: its first program compiles, its links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");
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

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
