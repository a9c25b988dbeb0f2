package io.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineReaderTest {
    private static final int ANY_LENGTH = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void lineFeedsEndLinesAndOneCarriageReturnBeforeThemIsDropped() throws IOException {
        assertThat(lines("a\nb\r\nc\r\r\nd\re\n")).containsExactly("a", "b", "c\r", "d\re");
    }

    @Test
    void emptyLinesAreLinesButNothingAfterTheLastLineFeedIsNone() throws IOException {
        assertThat(lines("\n\r\n\na\n\n")).containsExactly("", "", "", "a", "");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("a\nb\r")).containsExactly("a", "b");
    }

    @Test
    void aByteOrderMarkIsSkippedAtTheStartOfTheFileOnly() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF")).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedAndTheirLinesCounted() throws IOException {
        byte[] bytes = {
            'a', (byte) 0xC3, '\n', 'b', '\n', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, '\n', (byte) 0xFF, 0, (byte) 0xFF
        };
        try (LineReader reader = open(Files.write(file(), bytes), 0, 8)) {
            assertThat(rest(reader)).containsExactly("a\uFFFD", "b", "\uFFFD", "\uFFFD\0\uFFFD");
            assertThat(reader.malformedLines()).isEqualTo(2); // the third line holds a real U+FFFD
        }
    }

    @Test
    void aLineAsLongAsTheLimitIsReadAndALongerOneIsRefusedWhereverItEnds() throws IOException {
        Path file = Files.writeString(file(), "12345678\n123456789\nx");
        for (int buffer : new int[] {4, 9, 64}) {
            try (LineReader reader = new LineReader(file, 0, Files.size(file), 8, buffer)) {
                assertThat(reader.next()).isEqualTo("12345678");
                assertThatThrownBy(reader::next)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("[DATA-302]")
                        .hasMessageContaining("byte 9 of " + file)
                        .hasMessageContaining("8 bytes");
                assertThat(reader.offset()).isEqualTo(9);
            }
        }
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsNoticed() throws IOException {
        Path file = Files.writeString(file(), "a\nb\n");
        try (LineReader reader = new LineReader(file, 0, 10, 8, 4)) {
            assertThat(reader.next()).isEqualTo("a");
            assertThat(reader.next()).isEqualTo("b");
            assertThatThrownBy(reader::next).hasMessageContaining("[DATA-308]").hasMessageContaining("ends at byte 4");
        }
    }

    /** Goal: a snapshot between any two lines resumes exactly. Method: random files, each line's offset, several buffer sizes, an oracle in bytes. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReaderOpenedAtAnyLinesOffsetGoesOnWithExactlyThatLine(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = randomText(random);
        Path file = Files.write(file(), bytes);
        List<String> expected = oracle(bytes);
        int buffer = 4 + random.nextInt(40);
        try (LineReader reader = open(file, 0, buffer)) {
            for (int line = 0; line <= expected.size(); line++) {
                try (LineReader resumed = open(file, reader.offset(), buffer)) {
                    assertThat(rest(resumed)).isEqualTo(expected.subList(line, expected.size()));
                }
                assertThat(reader.next()).isEqualTo(line < expected.size() ? expected.get(line) : null);
            }
            assertThat(reader.offset()).isEqualTo(bytes.length);
        }
    }

    /** Goal: no line is lost, torn or doubled by ranges. Method: every range size from one byte to the whole file. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rangesOfAnySizeBeginAtLineStartsAndTogetherAreTheFile(long seed) throws IOException {
        byte[] bytes = randomText(new Random(seed));
        Path file = Files.write(file(), bytes);
        List<String> expected = oracle(bytes);
        for (int rangeBytes = 1; rangeBytes <= bytes.length + 1; rangeBytes++) {
            List<FileSourceSplit> ranges = new ArrayList<>();
            FileRanges.addRanges(file, rangeBytes, ranges);
            List<String> read = new ArrayList<>();
            long end = 0;
            for (FileSourceSplit range : ranges) {
                assertThat(range.start()).isEqualTo(end);
                assertThat(range.start() == 0 || bytes[(int) range.start() - 1] == '\n')
                        .isTrue();
                try (LineReader reader = new LineReader(file, range.offset(), range.end(), ANY_LENGTH, 16)) {
                    read.addAll(rest(reader));
                }
                end = range.end();
            }
            assertThat(end).isEqualTo(bytes.length);
            assertThat(read).isEqualTo(expected);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static byte[] randomText(Random random) throws IOException {
        String[] pieces = {"", "a", "word ", "\r", "\u00e9", "\u20ac", "\ud83d\udc33", "\0", "0123456789abcdef"};
        String[] ends = {"\n", "\r\n", "\n\n", "\r\r\n"};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int lines = random.nextInt(12);
        for (int line = 0; line < lines; line++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                bytes.write(pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8));
            }
            if (random.nextInt(10) == 0) {
                bytes.write(0x80 + random.nextInt(0x80)); // most likely not UTF-8
            }
            if (line < lines - 1 || random.nextBoolean()) {
                bytes.write(ends[random.nextInt(ends.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Byte by byte, as the rules are written. */
    private static List<String> oracle(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\n') {
                lines.add(decoded(line));
                line.reset();
            } else {
                line.write(b);
            }
        }
        if (line.size() > 0) {
            lines.add(decoded(line));
        }
        return lines;
    }

    private static String decoded(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private List<String> lines(String text) throws IOException {
        Set<List<String>> seen = new HashSet<>();
        for (int buffer : new int[] {4, 5, 100}) {
            try (LineReader reader = open(Files.writeString(file(), text), 0, buffer)) {
                seen.add(rest(reader));
            }
        }
        assertThat(seen).as("whatever the buffer").hasSize(1);
        return seen.iterator().next();
    }

    private Path file() {
        return directory.resolve("text");
    }

    private static LineReader open(Path file, long offset, int buffer) throws IOException {
        return new LineReader(file, offset, Files.size(file), ANY_LENGTH, buffer);
    }

    private static List<String> rest(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}
