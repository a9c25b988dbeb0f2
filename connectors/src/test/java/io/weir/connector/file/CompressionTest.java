package io.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are those of the text, in whatever form the file is; what cannot be read so is refused before its first line. */
class CompressionTest {
    private static final List<String> LINES = IntStream.range(0, 50_000)
            .mapToObj(i -> "10.0." + i % 255 + " GET /page" + i + " \u00e9")
            .toList();
    private static final String TEXT = LINES.stream().collect(Collectors.joining("\n", "", "\n"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"log.gz", "LOG.GZ", "log.1", "log.gzip"})
    void gzipIsReadByNameAndByItsFirstBytes(String name) throws IOException {
        write(name, gzip(TEXT));
        assertThat(read()).isEqualTo(LINES);
    }

    @Test
    void severalGzipStreamsInOneFileAreOneText() throws IOException {
        byte[] first = gzip("a\nb");
        byte[] both = Arrays.copyOf(first, first.length * 2);
        System.arraycopy(first, 0, both, first.length, first.length);
        write("two.gz", both);
        assertThat(read()).containsExactly("a", "ba", "b");
    }

    @Test
    void aByteOrderMarkIsSkippedThoughEachByteIsInAStreamOfItsOwn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte one : "\uFEFFa\nb".getBytes(StandardCharsets.UTF_8)) {
            bytes.write(gzip(new byte[] {one}));
        }
        write("mark.gz", bytes.toByteArray());
        assertThat(read()).containsExactly("a", "b");
    }

    @Test
    void zlibIsReadByName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        write("log.deflate", bytes.toByteArray());
        assertThat(read()).isEqualTo(LINES);
    }

    @Test
    void anEmptyFileHasNoLinesWhateverItIsCalled() throws IOException {
        write("a.gz", new byte[0]);
        write("b.zip", new byte[0]);
        assertThat(read()).isEmpty();
    }

    @Test
    void aReaderGoesOnWithinACompressedFileWhereItWas() throws IOException {
        Path file = write("log.gz", gzip(TEXT));
        FileSourceSplit split =
                FileRanges.of(List.of(file.toString()), true, 4).get(0).at(0);
        List<String> lines = new ArrayList<>();
        while (true) { // a new reader for each thousand lines, as after so many crashes
            try (LineReader reader = open(split)) {
                String line = reader.next();
                for (int i = 0; i < 1000 && line != null; i++) {
                    lines.add(line);
                    split = split.at(reader.offset());
                    line = i == 999 ? line : reader.next();
                }
                if (line == null) {
                    break;
                }
            }
        }
        assertThat(lines).isEqualTo(LINES);
    }

    @ParameterizedTest
    @CsvSource({
        "a.zst, 28b52ffd2400, 331, zstd",
        "a.log, 28b52ffd2400, 331, zstd",
        "a.bz2, 425a6839314159265359, 331, bzip2",
        "a.log, 425a6831314159265359, 331, bzip2",
        "a.log, fd377a585a00, 331, xz",
        "a.log, 04224d18, 331, lz4",
        "a.zst, 61, 331, zstd",
        "A.BZ2, 61, 331, bzip2",
        "a.xz, 61, 331, xz",
        "a.zip, 61, 332, zip",
        "a.tar, 61, 332, tar",
        "a.tar.gz, 61, 332, tar",
        "a.tar.bz2, 425a6839314159265359, 332, tar",
        "a.tar.xz, fd377a585a00, 332, tar",
        "a.tar.zst, 28b52ffd2400, 332, tar",
        "a.log, 377abcaf271c, 332, 7z",
        "a.log, 526172211a0700, 332, rar",
        "a.gz, 610a620a, 330, gzip",
        "a.tgz, 1f8b, 332, tar"
    })
    void otherCompressionsAndArchivesAreRefusedWithTheirName(String name, String hex, String code, String form)
            throws IOException {
        write(name, java.util.HexFormat.of().parseHex(hex));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("[DATA-" + code + "]")
                .hasMessageContaining(name)
                .hasMessageContaining(form);
    }

    @Test
    void anArchiveIsRefusedCompressedOrNot() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        Path plain = write("a", tar);
        assertThatThrownBy(this::read).hasMessageStartingWith("[DATA-332]").hasMessageContaining("(tar)");
        Files.delete(plain);
        Path compressed = write("b.gz", gzip(new String(tar, StandardCharsets.US_ASCII)));
        assertThatThrownBy(this::read).hasMessageStartingWith("[DATA-332]").hasMessageContaining("(tar)");
        Files.delete(compressed);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("a.txt"));
        }
        write("c.data", zip.toByteArray());
        assertThatThrownBy(this::read).hasMessageStartingWith("[DATA-332]").hasMessageContaining("(zip)");
    }

    @Test
    void aFileThatWasCutOffFailsWithASentenceAndNotWithFewerLines() throws IOException {
        byte[] whole = gzip(TEXT);
        write("log.gz", Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("[DATA-330]")
                .hasMessageContaining("log.gz")
                .hasMessageContaining("damaged");
    }

    @Test
    void aFileThatIsShorterThanWhereReadingStoppedIsRefused() throws IOException {
        Path file = write("log.gz", gzip("a\n"));
        FileSourceSplit split = FileSourceSplit.unread(file.toString(), 0, FileSourceSplit.TO_THE_END);
        assertThatThrownBy(() -> open(split.at(100))).hasMessageStartingWith("[DATA-308]");
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        for (FileSourceSplit range : FileRanges.of(List.of(directory.toString()), true, 4)) {
            try (LineReader reader = open(range)) {
                for (String line = reader.next(); line != null; line = reader.next()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static LineReader open(FileSourceSplit split) throws IOException {
        return new LineReader(Path.of(split.path()), split.offset(), split.end(), 1 << 20);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
