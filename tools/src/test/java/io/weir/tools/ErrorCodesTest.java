package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a user can read in the sources of any module has its line in docs/errors.md, and the other way round. */
class ErrorCodesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("\\b(API|CFG|DATA|CKP|CLI|NET|JOB|SINK|SEC)-\\d{3}\\b");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| (" + CODE.pattern() + ") \\|");

    @Test
    void everyCodeHasALine() throws IOException {
        Map<String, String> unexplained = codesOfTheSources();
        unexplained.keySet().removeAll(explained());
        assertThat(unexplained).as("codes without a line in docs/errors.md").isEmpty();
    }

    @Test
    void everyLineIsOfACodeThatExists() throws IOException {
        Set<String> unused = explained();
        unused.removeAll(codesOfTheSources().keySet());
        assertThat(unused)
                .as("lines of docs/errors.md without a code in the sources")
                .isEmpty();
    }

    private static Set<String> explained() throws IOException {
        Set<String> explained = new TreeSet<>();
        Matcher line = LINE.matcher(Files.readString(ROOT.resolve("docs/errors.md")));
        while (line.find()) {
            assertThat(explained.add(line.group(1)))
                    .as(line.group(1) + " has one line")
                    .isTrue();
        }
        return explained;
    }

    /** Each code with a file that it is in. */
    private static Map<String, String> codesOfTheSources() throws IOException {
        Map<String, String> codes = new TreeMap<>();
        for (Path file : sources()) {
            Matcher code = CODE.matcher(Files.readString(file));
            while (code.find()) {
                codes.put(code.group(), ROOT.relativize(file).toString());
            }
        }
        assertThat(codes).containsKeys("API-101", "CLI-505");
        return codes;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            Stream<Path> java = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ErrorCodesTest::javaFiles);
            return Stream.concat(java, Stream.of(ROOT.resolve("weir"), ROOT.resolve("benchmarks/bench.sh")))
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
