package io.weir.samples.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The code of {@code docs/testing-your-job.md} is code that is compiled and run: each of its blocks names a file, and for a part of it the
 * tag around that part, and is the same text. Mend the document by copying from the file.
 */
class TutorialTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TUTORIAL = ROOT.resolve("docs/testing-your-job.md");
    private static final Pattern JAVA = Pattern.compile("(?m)^```java\\n");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- from (\\S+?)(?:#(\\w+))? -->\\n```java\\n(.*?)```\\n", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyBlockIsTheTextOfAFileThatIsCompiled() throws IOException {
        return blocks().stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.file() + "#" + block.tag(),
                        () -> assertThat(block.code()).isEqualTo(textOf(block))));
    }

    @Test
    void noBlockOfJavaIsWithoutItsFile() throws IOException {
        long all = JAVA.matcher(Files.readString(TUTORIAL)).results().count();
        assertThat(all).isGreaterThan(5);
        assertThat(blocks()).hasSize((int) all);
    }

    private record Block(String file, String tag, String code) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(TUTORIAL));
        while (matcher.find()) {
            String tag = matcher.group(2);
            blocks.add(new Block(matcher.group(1), tag == null ? "" : tag, matcher.group(3)));
        }
        return blocks;
    }

    private static String textOf(Block block) throws IOException {
        String source = Files.readString(ROOT.resolve(block.file()));
        if (block.tag().isEmpty()) {
            return source;
        }
        String begin = "// tag::" + block.tag() + "[]\n";
        String end = "// end::" + block.tag() + "[]";
        assertThat(source).contains(begin, end);
        int from = source.indexOf(begin) + begin.length();
        String region = source.substring(from, source.indexOf(end, from));
        return region.stripTrailing().stripIndent() + "\n";
    }
}
