package io.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.config.Configuration;
import io.weir.api.connector.InputStatus;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.fs.FSDataInputStream;
import io.weir.api.serde.TypeInformation;
import io.weir.connector.Fakes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    Path directory;

    @Test
    void aFileIsReadLineByLineToItsEnd() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "one\ntwo\n\nthree");
        assertThat(readAll(FileSource.forTextLines(file.toString()).build(), 1))
                .containsExactly("one", "two", "", "three");
    }

    @Test
    void anEmptyFileAndAnEmptyDirectoryEndAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "");
        assertThat(readAll(FileSource.forTextLines(file.toString()).build(), 2)).isEmpty();
        Path empty = Files.createDirectory(directory.resolve("d"));
        assertThat(readAll(FileSource.forTextLines(empty.toString()).build(), 2))
                .isEmpty();
    }

    @Test
    void aDirectoryIsReadByNameWithAllInItButHiddenFiles() throws Exception {
        Files.createDirectories(directory.resolve("b/c"));
        Files.createDirectories(directory.resolve(".git"));
        Files.writeString(directory.resolve("b/c/x"), "2");
        Files.writeString(directory.resolve("b/y"), "3");
        Files.writeString(directory.resolve("a"), "1");
        Files.writeString(directory.resolve("z"), "4");
        Files.writeString(directory.resolve(".part.inprogress"), "no");
        Files.writeString(directory.resolve("_SUCCESS"), "no");
        Files.writeString(directory.resolve(".git/config"), "no");
        assertThat(readAll(FileSource.forTextLines(directory.toString()).build(), 1))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void severalPathsAreReadInTheOrderGivenAndMayBeUris() throws Exception {
        Path b = Files.writeString(directory.resolve("b"), "b");
        Path a = Files.writeString(directory.resolve("a"), "a");
        assertThat(readAll(
                        FileSource.forTextLines(b.toString(), a.toUri().toString())
                                .build(),
                        1))
                .containsExactly("b", "a");
    }

    @Test
    void aFileLargerThanARangeIsSharedByTheReaders() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), numbers(300_000));
        Fakes.EnumeratorContext<FileSourceSplit> context = new Fakes.EnumeratorContext<>(2);
        SplitEnumerator<FileSourceSplit, FileSplits> enumerator =
                FileSource.forTextLines(file.toString()).build().createEnumerator(context);
        enumerator.start();
        context.runAsynchronous();
        assertThat(enumerator.snapshotState(1).remaining()).hasSizeGreaterThan(4);
        List<String> lines = readAll(FileSource.forTextLines(file.toString()).build(), 2);
        assertThat(lines).hasSize(300_000);
        assertThat(new HashSet<>(lines)).hasSize(300_000);
    }

    /** Goal: exactly once over any crash. Method: random polls, snapshots through the serializers, failures of all, other parallelism after them. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsReadOnceOverCrashesAndRestores(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> paths = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 4; file++) {
            List<String> lines = new ArrayList<>();
            for (int line = random.nextInt(2000); line > 0; line--) {
                lines.add(file + ":" + line + "\u00e9".repeat(random.nextInt(5)));
            }
            Path path = Files.write(directory.resolve("f" + file), lines);
            paths.add((random.nextInt(3) == 0 ? compressed(path) : path).toString());
            expected.addAll(lines);
        }
        FileSource<String> source =
                FileSource.forTextLines(paths.toArray(String[]::new)).build();
        List<String> committed = new ArrayList<>();
        FileSplits enumeratorState = new FileSplits(false, List.of());
        List<FileSourceSplit> readerStates = List.of();
        Cluster cluster;
        do {
            cluster = new Cluster(source, 1 + random.nextInt(3), enumeratorState, readerStates);
            for (int polls = random.nextInt(12); polls > 0; polls--) {
                cluster.pollOne(random.nextInt(cluster.readers.size()));
                if (random.nextInt(3) == 0) {
                    committed.addAll(cluster.takeOutput());
                    enumeratorState = throughBytes(
                            source.getEnumeratorCheckpointSerializer(), cluster.enumerator.snapshotState(1));
                    readerStates = cluster.snapshotReaders();
                }
            }
            cluster.close(); // what was not committed is gone
        } while (!enumeratorState.discovered()
                || !enumeratorState.remaining().isEmpty()
                || readerStates.stream().anyMatch(split -> split.offset() < split.end()));
        Collections.sort(committed);
        Collections.sort(expected);
        assertThat(committed).isEqualTo(expected);
    }

    private static Path compressed(Path file) throws IOException {
        Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, out);
        }
        return compressed;
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @Test
    void splitsOfAFailedReaderAreGivenOutAgainFirst() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(directory.resolve(name), name);
        }
        Fakes.EnumeratorContext<FileSourceSplit> context = new Fakes.EnumeratorContext<>(2);
        SplitEnumerator<FileSourceSplit, FileSplits> enumerator =
                FileSource.forTextLines(directory.toString()).build().createEnumerator(context);
        enumerator.start();
        enumerator.handleSplitRequest(0, null);
        assertThat(context.assigned).isEmpty(); // not listed yet
        context.runAsynchronous();
        enumerator.handleSplitRequest(0, null);
        enumerator.addSplitsBack(Objects.requireNonNull(context.assigned.remove(0)), 0);
        enumerator.handleSplitRequest(1, null);
        assertThat(context.assigned.get(1))
                .singleElement()
                .satisfies(split -> assertThat(split.path()).endsWith("a"));
        assertThat(enumerator.snapshotState(1).remaining()).hasSize(2);
    }

    @Test
    void aRateIsSharedByTheReadersAndKeptByTheClock() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), numbers(1000));
        Fakes.ReaderContext context = new Fakes.ReaderContext(0, 2);
        SourceReader<String, FileSourceSplit> reader = FileSource.forTextLines(file.toString())
                .linesPerSecond(200)
                .build()
                .createReader(context);
        reader.addSplits(List.of(FileSourceSplit.unread(file.toString(), 0, Files.size(file))));
        reader.start();
        Fakes.Output<String> output = new Fakes.Output<>();
        for (int millis = 0; millis < 1000; millis++) {
            while (reader.isAvailable().isDone() && reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {}
            context.clock.advanceMillis(1);
        }
        assertThat(output.records).hasSize(100);
        context.clock.advanceMillis(60_000);
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {}
        assertThat(output.records).as("a pause is not made up for").hasSizeLessThan(110);
        reader.close();
    }

    @Test
    void aReaderWithoutSplitsAsksOnceAndWaits() throws Exception {
        Fakes.ReaderContext context = new Fakes.ReaderContext(0, 1);
        SourceReader<String, FileSourceSplit> reader =
                FileSource.forTextLines("x").build().createReader(context);
        Fakes.Output<String> output = new Fakes.Output<>();
        reader.start();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(context.requests).isEqualTo(1);
        assertThat(reader.isAvailable()).isNotDone();
        reader.notifyNoMoreSplits();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aRangeThatIsHeldIsPutAsideForAnotherAndReadOnWhereItWas() throws Exception {
        Path a = Files.writeString(directory.resolve("a"), numbers(600));
        Path b = Files.writeString(directory.resolve("b"), "b1\nb2\n");
        SourceReader<String, FileSourceSplit> reader =
                FileSource.forTextLines("x").build().createReader(new Fakes.ReaderContext(0, 1));
        FileSourceSplit ofA = FileSourceSplit.unread(a.toString(), 0, Files.size(a));
        FileSourceSplit ofB = FileSourceSplit.unread(b.toString(), 0, Files.size(b));
        reader.addSplits(List.of(ofA, ofB));
        reader.notifyNoMoreSplits();
        Fakes.Output<String> output = new Fakes.Output<>();
        reader.pollNext(output);
        int ofABefore = output.records.size();
        assertThat(ofABefore).isBetween(1, 599);

        reader.pauseOrResumeSplits(List.of(ofA.splitId()), List.of());
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(output.records.subList(ofABefore, output.records.size())).containsExactly("b1", "b2");
        assertThat(reader.pollNext(output)).as("not the end").isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        assertThat(reader.snapshotState(1))
                .singleElement()
                .satisfies(split -> assertThat(split.offset()).isPositive());

        reader.pauseOrResumeSplits(List.of(), List.of(ofA.splitId()));
        assertThat(reader.isAvailable()).isDone();
        while (reader.pollNext(output) != InputStatus.END_OF_INPUT) {
            assertThat(reader.isAvailable()).isDone();
        }
        assertThat(output.records).hasSize(602).doesNotHaveDuplicates();
        assertThat(output.released).containsExactly(ofB.splitId(), ofA.splitId());
    }

    @Test
    void aMissingFileIsNamedWithTheWorkingDirectory() {
        assertThatThrownBy(() -> readAll(FileSource.forTextLines("no/such/file").build(), 1))
                .hasMessageContaining("[DATA-311]")
                .hasMessageContaining("no/such/file")
                .hasMessageContaining(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void aFileThatShrankSinceItWasListedIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "1\n2\n");
        SourceReader<String, FileSourceSplit> reader =
                FileSource.forTextLines("x").build().createReader(new Fakes.ReaderContext(0, 1));
        reader.addSplits(List.of(new FileSourceSplit(file.toString(), 0, 100, 50)));
        assertThatThrownBy(() -> reader.pollNext(new Fakes.Output<>())).hasMessageContaining("[DATA-308]");
    }

    /** Three bytes a record, each readable only from the start: as of a file with a header. */
    private static final class Triples extends SimpleStreamFormat<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Reader<String> createReader(Configuration config, FSDataInputStream stream) {
            return new Reader<>() {
                @Override
                public @Nullable String read() throws IOException {
                    byte[] bytes = stream.readNBytes(3);
                    assertThat(stream.getPos() % 3).isZero();
                    return bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return TypeInformation.of(String.class);
        }
    }

    @Test
    void aFormatOfTheUsersReadsWholeFilesCompressedOrNot() throws Exception {
        Path plain = Files.writeString(directory.resolve("a"), "abcdef");
        Path compressed = compressed(Files.writeString(directory.resolve("b"), "123456"));
        FileSource<String> source = FileSource.forRecordStreamFormat(
                        new Triples(),
                        new io.weir.api.fs.Path(plain.toString()),
                        io.weir.api.fs.Path.fromLocalFile(compressed.toFile()))
                .build();
        assertThat(readAll(source, 2)).containsExactlyInAnyOrder("abc", "def", "123", "456");
    }

    @Test
    void aFormatGoesOnBehindTheRecordsThatWereRead() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "abcdefghi");
        SourceReader<String, FileSourceSplit> reader = FileSource.forRecordStreamFormat(
                        new Triples(), new io.weir.api.fs.Path(file.toString()))
                .build()
                .createReader(new Fakes.ReaderContext(0, 1));
        reader.addSplits(List.of(FileSourceSplit.unread(file.toString(), 0, FileSourceSplit.TO_THE_END)
                .at(2)));
        reader.notifyNoMoreSplits();
        Fakes.Output<String> output = new Fakes.Output<>();
        while (reader.pollNext(output) != InputStatus.END_OF_INPUT) {}
        assertThat(output.records).containsExactly("ghi");
        reader.addSplits(List.of(FileSourceSplit.unread(file.toString(), 0, FileSourceSplit.TO_THE_END)
                .at(4)));
        assertThatThrownBy(() -> reader.pollNext(output)).hasMessageStartingWith("[DATA-308]");
    }

    @Test
    void linesOfAnotherEncodingAreRead() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "\u00e4\n\u00f6\n", StandardCharsets.ISO_8859_1);
        assertThat(readAll(
                        FileSource.forRecordStreamFormat(
                                        new TextLineInputFormat("ISO-8859-1"), new io.weir.api.fs.Path(file.toString()))
                                .build(),
                        1))
                .containsExactly("\u00e4", "\u00f6");
        assertThatThrownBy(() -> new TextLineInputFormat("none")).hasMessageStartingWith("[API-297]");
    }

    @Test
    void badOptionsAreRefusedWithASentence() {
        assertThatThrownBy(() -> FileSource.forTextLines()).hasMessageContaining("[API-141]");
        assertThatThrownBy(() -> FileSource.forTextLines("x").maxLineBytes(0)).hasMessageContaining("[API-142]");
        assertThatThrownBy(() -> FileSource.forTextLines("x").linesPerSecond(Double.NaN))
                .hasMessageContaining("[API-143]");
        assertThatThrownBy(() -> FileSource.forTextLines("hdfs://a/b")).hasMessageContaining("[DATA-309]");
        assertThatThrownBy(() -> FileSource.forTextLines("a\0b")).hasMessageContaining("[DATA-309]");
    }

    @Test
    void damagedOrNewerBytesOfASplitAreRefused() throws IOException {
        SimpleVersionedSerializer<FileSourceSplit> serializer =
                FileSource.forTextLines("x").build().getSplitSerializer();
        byte[] bytes = serializer.serialize(new FileSourceSplit("x", 1, 3, 2));
        assertThat(serializer.deserialize(1, bytes)).isEqualTo(new FileSourceSplit("x", 1, 3, 2));
        assertThatThrownBy(() -> serializer.deserialize(2, bytes)).hasMessageContaining("[CKP-403]");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.deserialize(1, cut)).hasMessageContaining("[CKP-401]");
        }
        assertThatThrownBy(() -> serializer.deserialize(1, java.util.Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("1 bytes too many");
    }

    @Test
    @SuppressWarnings("unchecked") // what was written
    void theSourceTravels() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "1\n2");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes)
                .writeObject(FileSource.forTextLines(file.toString()).build());
        FileSource<String> arrived =
                (FileSource<String>) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(readAll(arrived, 1)).containsExactly("1", "2");
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static List<String> readAll(FileSource<String> source, int parallelism) throws Exception {
        Cluster cluster = new Cluster(source, parallelism, new FileSplits(false, List.of()), List.of());
        boolean running = true;
        while (running) {
            running = false;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                running |= cluster.pollOne(subtask);
            }
        }
        cluster.close();
        return cluster.takeOutput();
    }

    private static <T> T throughBytes(SimpleVersionedSerializer<T> serializer, T value) throws IOException {
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(value));
    }

    /** An enumerator and its readers, in one thread. */
    private static final class Cluster {
        final FileSource<String> source;
        final Fakes.EnumeratorContext<FileSourceSplit> enumeratorContext;
        final SplitEnumerator<FileSourceSplit, FileSplits> enumerator;
        final List<SourceReader<String, FileSourceSplit>> readers = new ArrayList<>();
        final List<Fakes.ReaderContext> contexts = new ArrayList<>();
        private final int[] answered;
        private Fakes.Output<String> output = new Fakes.Output<>();

        Cluster(FileSource<String> source, int parallelism, FileSplits restored, List<FileSourceSplit> splits)
                throws Exception {
            this.source = source;
            enumeratorContext = new Fakes.EnumeratorContext<>(parallelism);
            enumerator = source.restoreEnumerator(enumeratorContext, restored);
            enumerator.start();
            answered = new int[parallelism];
            for (int subtask = 0; subtask < parallelism; subtask++) {
                contexts.add(new Fakes.ReaderContext(subtask, parallelism));
                SourceReader<String, FileSourceSplit> reader = source.createReader(contexts.get(subtask));
                List<FileSourceSplit> mine = new ArrayList<>();
                for (int i = subtask; i < splits.size(); i += parallelism) {
                    mine.add(splits.get(i));
                }
                reader.addSplits(mine);
                reader.start();
                readers.add(reader);
            }
        }

        /** False if that reader has ended. */
        boolean pollOne(int subtask) throws Exception {
            SourceReader<String, FileSourceSplit> reader = readers.get(subtask);
            InputStatus status = reader.pollNext(output);
            if (contexts.get(subtask).requests > answered[subtask]) {
                answered[subtask]++;
                enumeratorContext.runAsynchronous();
                enumerator.handleSplitRequest(subtask, null);
                List<FileSourceSplit> got = enumeratorContext.assigned.remove(subtask);
                if (got == null) {
                    reader.notifyNoMoreSplits();
                } else {
                    reader.addSplits(got);
                }
            }
            return status != InputStatus.END_OF_INPUT;
        }

        List<FileSourceSplit> snapshotReaders() throws Exception {
            List<FileSourceSplit> all = new ArrayList<>();
            for (SourceReader<String, FileSourceSplit> reader : readers) {
                for (FileSourceSplit split : reader.snapshotState(1)) {
                    all.add(throughBytes(source.getSplitSerializer(), split));
                }
            }
            Collections.shuffle(all, new Random(all.size()));
            return all;
        }

        List<String> takeOutput() {
            List<String> records = output.records;
            output = new Fakes.Output<>();
            return records;
        }

        void close() throws Exception {
            for (SourceReader<String, FileSourceSplit> reader : readers) {
                reader.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyPathIsNotTheWorkingDirectory(String path) {
        assertThatThrownBy(() -> FileSource.forTextLines(path))
                .hasMessageStartingWith("[DATA-309]")
                .hasMessageContaining("working directory");
        assertThatThrownBy(() -> FileSink.forRowFormat(path, new SimpleStringEncoder<>()))
                .hasMessageStartingWith("[DATA-309]");
        assertThatThrownBy(() -> FileSink.forRowFormat(Path.of(path.strip()), new SimpleStringEncoder<>()))
                .hasMessageStartingWith("[DATA-309]");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void nullIsRefusedAtOnce() {
        assertThatThrownBy(() -> FileSource.forTextLines((String[]) null))
                .hasMessageContaining("[API-201]")
                .hasMessageContaining("'paths'");
        assertThatThrownBy(() -> FileSource.forTextLines("a", null)).hasMessageContaining("'paths[1]'");
        assertThatThrownBy(() -> FileSink.forRowFormat("a", null)).hasMessageContaining("'encoder'");
        assertThatThrownBy(() -> FileSink.forRowFormat((Path) null, new SimpleStringEncoder<>()))
                .hasMessageContaining("'path'");
        assertThatThrownBy(() ->
                        FileSink.forRowFormat("a", new SimpleStringEncoder<>()).withBucketAssigner(null))
                .hasMessageContaining("'bucketAssigner'");
    }
}
