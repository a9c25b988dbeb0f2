package io.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.CommittingSinkWriter;
import io.weir.connector.Fakes.NoTime;
import io.weir.connector.Fakes.SinkContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path directory;

    @Test
    void nothingIsVisibleUntilItIsCommitted() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        sink.write("a", "b");
        assertThat(sink.visible()).isEmpty();
        sink.checkpoint(1);
        assertThat(sink.visible()).isEmpty();
        sink.commit();
        assertThat(sink.visible()).containsExactly("a", "b");
        assertThat(sink.hidden()).isEmpty();
    }

    @Test
    void anEpochWithoutElementsMakesNoFile() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        assertThat(sink.checkpoint(1)).isEmpty();
        sink.write("a");
        assertThat(sink.checkpoint(2)).hasSize(1);
        assertThat(sink.checkpoint(3)).isEmpty();
        sink.commit();
        assertThat(SinkHarness.files(directory)).hasSize(1);
    }

    @Test
    void namesTellSinkSubtaskAndOrder() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 3, 4);
        for (int epoch = 1; epoch <= 12; epoch++) {
            sink.write("line " + epoch);
            sink.checkpoint(epoch);
        }
        assertThat(sink.hidden()).first().asString().matches("\\.part-[0-9a-f]{12}-3-e0-000000\\.inprogress");
        sink.commit();
        assertThat(SinkHarness.files(directory).get(11).getFileName().toString())
                .matches("part-[0-9a-f]{12}-3-000011");
        assertThat(sink.visible()).hasSize(12).endsWith("line 10", "line 11", "line 12"); // by name is by time
    }

    @Test
    void aPartIsRolledWhenItIsLargeEnough() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withRollingPolicy(
                        DefaultRollingPolicy.builder().withMaxPartSize(10).build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("out")
                        .withPartSuffix(".txt")
                        .build())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        sink.write("12345", "6789", "next", "more", "x");
        assertThat(sink.checkpoint(1)).extracting(FileCommittable::length).containsExactly(11L, 10L, 2L);
        sink.commit();
        assertThat(SinkHarness.files(directory))
                .allSatisfy(file -> assertThat(file.getFileName().toString()).matches("out-.*\\.txt"));
        assertThat(sink.visible()).containsExactly("12345", "6789", "next", "more", "x");
    }

    @Test
    void aPartIsRolledWhenItHasBeenOpenLongEnough() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withRolloverInterval(Duration.ofSeconds(60))
                        .build())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        sink.write("a");
        sink.clock().advanceMillis(59_999);
        sink.write("b");
        sink.clock().advanceMillis(1);
        sink.write("c");
        assertThat(sink.checkpoint(1)).hasSize(2);
    }

    @Test
    void aPartIsRolledWhenItWasNotWrittenForLongEnough() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withInactivityInterval(1000)
                        .build())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        for (String line : List.of("a", "b", "c")) {
            sink.write(line);
            sink.clock().advanceMillis(999);
        }
        sink.clock().advanceMillis(1);
        sink.write("d");
        assertThat(sink.checkpoint(1)).extracting(FileCommittable::length).containsExactly(6L, 2L);
    }

    @Test
    void aPolicyOfTheUsersIsAskedBeforeEachElement() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withRollingPolicy(new BeforeHeaders())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        sink.write("# 1", "a", "# 2", "b", "c");
        assertThat(sink.checkpoint(1)).extracting(FileCommittable::length).containsExactly(6L, 8L);
    }

    private static final class BeforeHeaders implements RollingPolicy<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean shouldRollOnCheckpoint(PartFileInfo<String> part) {
            return true;
        }

        @Override
        public boolean shouldRollOnEvent(PartFileInfo<String> part, String element) {
            return element.startsWith("#");
        }

        @Override
        public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long currentTime) {
            return false;
        }
    }

    @Test
    void bucketsByHourAreDirectories() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withBucketAssigner(new DateTimeBucketAssigner<>())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        sink.clock().advanceMillis(Instant.parse("2026-11-21T10:59:59.999Z").toEpochMilli());
        sink.write("a");
        sink.clock().advanceMillis(1);
        sink.write("b");
        sink.checkpoint(1);
        sink.commit();
        assertThat(SinkHarness.files(directory))
                .extracting(file -> directory.relativize(file).getName(0).toString())
                .containsExactly("2026-11-21--10", "2026-11-21--11");
    }

    @Test
    void aBucketMustNotLeadOutOfTheDirectory() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory.resolve("out"), new SimpleStringEncoder<String>())
                .withBucketAssigner((element, context) -> element)
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        assertThatThrownBy(() -> sink.write("../elsewhere")).hasMessageContaining("[SINK-705]");
        assertThatThrownBy(() -> sink.write("/tmp")).hasMessageContaining("[SINK-705]");
        sink.write("a/../b");
        sink.checkpoint(1);
        sink.commit();
        assertThat(directory.resolve("out/b")).isDirectory();
    }

    @Test
    void longElementsAndCharactersBeyondAsciiArriveWhole() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        String large = "\u20ac".repeat(100_000);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(large.substring(0, 5_000 * i));
            expected.add("\ud83d\udc33 " + i);
        }
        sink.write(expected.toArray(String[]::new));
        FileCommittable part = sink.checkpoint(1).get(0);
        assertThat(Files.size(Path.of(part.pending()))).isEqualTo(part.length());
        sink.commit();
        assertThat(sink.visible()).isEqualTo(expected);
    }

    @Test
    void committingTwiceIsCommittingOnce() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        sink.write("a");
        List<FileCommittable> parts = sink.checkpoint(1);
        sink.commit();
        assertThat(SinkHarness.commit(parts, OptionalLong.empty())).containsExactly("already committed");
        assertThat(sink.visible()).containsExactly("a");
    }

    @Test
    void aPendingPartThatIsMissingFailsTheJobAndNamesTheCheckpoint() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        sink.write("a");
        List<FileCommittable> parts = sink.checkpoint(1);
        Files.delete(Path.of(parts.get(0).pending()));
        assertThat(SinkHarness.commit(parts, OptionalLong.of(7)))
                .singleElement()
                .asString()
                .contains("[SINK-702]", "cp-7", parts.get(0).pending());
    }

    @Test
    void aPartOfAnotherLengthFailsTheJobBeforeAndAfterItsRename() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        sink.write("abc");
        List<FileCommittable> parts = sink.checkpoint(1);
        Files.writeString(Path.of(parts.get(0).pending()), "ab");
        assertThat(SinkHarness.commit(parts, OptionalLong.empty()))
                .singleElement()
                .asString()
                .contains("[SINK-703]", "2 bytes", "4 were written");
        Files.move(Path.of(parts.get(0).pending()), Path.of(parts.get(0).target()));
        assertThat(SinkHarness.commit(parts, OptionalLong.empty()))
                .singleElement()
                .asString()
                .contains("[SINK-703]");
    }

    @Test
    void aFileOfSomebodyElseIsNotOverwritten() throws Exception {
        SinkHarness sink = new SinkHarness(directory, 0, 1);
        sink.write("a");
        List<FileCommittable> parts = sink.checkpoint(1);
        Files.writeString(Path.of(parts.get(0).target()), "mine");
        assertThat(SinkHarness.commit(parts, OptionalLong.empty()))
                .singleElement()
                .asString()
                .contains("[SINK-704]");
        assertThat(Path.of(parts.get(0).target())).hasContent("mine");
    }

    @Test
    void anotherRunIntoTheSameDirectoryAddsToIt() throws Exception {
        for (String job : List.of("first", "second")) {
            SinkHarness sink = new SinkHarness(
                    SinkHarness.recipe(directory),
                    directory,
                    SinkContext.of(job, 0, 1, 0, OptionalLong.empty()),
                    List.of());
            sink.write(job);
            sink.checkpoint(1);
            sink.commit();
            sink.writer().close();
        }
        assertThat(SinkHarness.lines(directory)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void filesOfOthersAndOfLiveAttemptsAreNeverDeleted() throws Exception {
        SinkContext other = SinkContext.of("other job", 0, 1, 0, OptionalLong.empty());
        new SinkHarness(SinkHarness.recipe(directory), directory, other, List.of()).write("other job");
        new SinkHarness(directory, 1, 2).write("other subtask");
        SinkContext newer = SinkContext.of("job", 0, 2, 5, OptionalLong.empty());
        new SinkHarness(SinkHarness.recipe(directory), directory, newer, List.of()).write("newer attempt");
        Files.writeString(directory.resolve(".part-like.inprogress"), "somebody's");
        SinkContext context = SinkContext.of("job", 0, 2, 3, OptionalLong.empty());
        new SinkHarness(SinkHarness.recipe(directory), directory, context, List.of());
        assertThat(SinkHarness.hiddenFiles(directory)).hasSize(4);
    }

    @Test
    void aRestartWithoutCheckpointDeletesAllThatEarlierAttemptsLeftAlsoOfSubtasksThatAreGone() throws Exception {
        for (int subtask = 0; subtask < 4; subtask++) {
            new SinkHarness(directory, subtask, 4).write("lost");
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            SinkContext context = SinkContext.of("job", subtask, 2, 1, OptionalLong.empty());
            new SinkHarness(SinkHarness.recipe(directory), directory, context, List.of());
        }
        assertThat(SinkHarness.hiddenFiles(directory)).isEmpty();
    }

    @Test
    void partsOfACheckpointSurviveARestartWithAnotherParallelismThoseAfterItDoNot() throws Exception {
        List<FileCommittable> parts = new ArrayList<>();
        List<FileWriterState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            SinkHarness sink = new SinkHarness(directory, subtask, 3);
            sink.write("kept " + subtask);
            parts.addAll(sink.checkpoint(1));
            states.addAll(sink.writer().snapshotState(1));
            sink.write("lost");
        }
        SinkContext context = SinkContext.of("job", 0, 1, 1, OptionalLong.of(1));
        SinkHarness restored = new SinkHarness(SinkHarness.recipe(directory), directory, context, states);
        assertThat(SinkHarness.hiddenFiles(directory)).hasSize(3);
        assertThat(SinkHarness.commit(parts, OptionalLong.of(1))).containsOnly("committed");
        restored.write("new");
        restored.checkpoint(2);
        restored.commit();
        assertThat(restored.visible()).containsExactlyInAnyOrder("kept 0", "new", "kept 1", "kept 2");
    }

    @Test
    void aWriterThatKnowsNothingOfASubtaskLeavesItsPartsAlone() throws Exception {
        SinkHarness gone = new SinkHarness(directory, 1, 2);
        gone.write("kept");
        gone.checkpoint(1);
        SinkContext context = SinkContext.of("job", 1, 4, 1, OptionalLong.of(1));
        new SinkHarness(SinkHarness.recipe(directory), directory, context, List.of());
        assertThat(SinkHarness.hiddenFiles(directory)).hasSize(1);
    }

    @Test
    void whatAZombieWritesAfterItsSuccessorStartedIsDeletedByTheNext() throws Exception {
        SinkHarness zombie = new SinkHarness(directory, 0, 1);
        zombie.write("kept");
        List<FileCommittable> parts = zombie.checkpoint(1);
        List<FileWriterState> cp1 = zombie.writer().snapshotState(1);
        SinkHarness second = new SinkHarness(
                SinkHarness.recipe(directory), directory, SinkContext.of("job", 0, 1, 1, OptionalLong.of(1)), cp1);
        zombie.write("zombie");
        zombie.checkpoint(99);
        second.write("second");
        parts.addAll(second.checkpoint(2));
        List<FileWriterState> cp2 = second.writer().snapshotState(2);
        new SinkHarness(
                SinkHarness.recipe(directory), directory, SinkContext.of("job", 0, 1, 2, OptionalLong.of(2)), cp2);
        assertThat(SinkHarness.hiddenFiles(directory)).hasSize(2);
        assertThat(SinkHarness.commit(parts, OptionalLong.of(2))).containsOnly("committed");
        assertThat(SinkHarness.lines(directory)).containsExactly("kept", "second");
    }

    @Test
    void aWriterThatClosesTakesItsUnpreparedPartsAwayAndLeavesThePrepared() throws Exception {
        FileSink<String> recipe = FileSink.forRowFormat(directory, new SimpleStringEncoder<String>())
                .withRollingPolicy(
                        DefaultRollingPolicy.builder().withMaxPartSize(4).build())
                .build();
        SinkHarness sink = new SinkHarness(recipe, directory, 0, 1);
        sink.write("kept");
        sink.checkpoint(1);
        sink.write("rolled", "x");
        sink.writer().close();
        assertThat(sink.hidden()).hasSize(1);
        sink.commit();
        assertThat(sink.visible()).containsExactly("kept");
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> new SinkHarness(file.resolve("out"), 0, 1))
                .hasMessageContaining("[SINK-701]")
                .hasMessageContaining(file.resolve("out").toString());
    }

    @Test
    void badOptionsAreRefusedWithASentence() {
        assertThatThrownBy(
                        () -> DefaultRollingPolicy.builder().withMaxPartSize(0).build())
                .hasMessageContaining("[API-144]");
        assertThatThrownBy(() -> DefaultRollingPolicy.builder()
                        .withRolloverInterval(Duration.ofMillis(-1))
                        .build())
                .hasMessageContaining("[API-145]");
        for (String prefix : List.of("", ".x", "_x", "a/b", "a\\b", "a\0")) {
            assertThatThrownBy(() ->
                            OutputFileConfig.builder().withPartPrefix(prefix).build())
                    .hasMessageContaining("[API-146]");
        }
        assertThatThrownBy(() -> new DateTimeBucketAssigner<>("yyyy-bb-pp{"))
                .hasMessageContaining("[API-281]")
                .hasMessageContaining("yyyy-bb-pp{");
        assertThatThrownBy(() -> new SimpleStringEncoder<>("UTF 9")).hasMessageContaining("[API-297]");
    }

    @Test
    void theSinkAndAllItSavesTravel() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes)
                .writeObject(FileSink.forRowFormat(directory, new SimpleStringEncoder<String>("ISO-8859-1"))
                        .withBucketAssigner(new DateTimeBucketAssigner<>("yyyy"))
                        .build());
        @SuppressWarnings("unchecked")
        FileSink<String> arrived =
                (FileSink<String>) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        var writer = (CommittingSinkWriter<String, FileCommittable>)
                arrived.restoreWriter(SinkContext.fresh(0, 1), List.of());
        writer.write("\u00e9", NoTime.NO_TIME);
        FileCommittable part = writer.prepareCommit().iterator().next();
        writer.close();
        assertThat(Files.readString(Path.of(part.pending()), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00e9\n");
        assertThat(arrived.getCommittableSerializer()
                        .deserialize(1, arrived.getCommittableSerializer().serialize(part)))
                .isEqualTo(part);
        FileWriterState state = new FileWriterState(1, 2, 3, 4, 5);
        assertThat(arrived.getWriterStateSerializer()
                        .deserialize(1, arrived.getWriterStateSerializer().serialize(state)))
                .isEqualTo(state);
        assertThatThrownBy(() -> arrived.getWriterStateSerializer().deserialize(9, new byte[0]))
                .hasMessageContaining("[CKP-403]");
    }

    // ------------------------------------------------------------------------------------------------ results of
    // others

    private List<String> warnings(SinkContext context) throws Exception {
        List<String> said = new ArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(FileSinkWriter.class.getName());
        logger.addHandler(ear);
        try {
            SinkHarness unused = new SinkHarness(SinkHarness.recipe(directory), directory, context, List.of());
        } finally {
            logger.removeHandler(ear);
        }
        return said;
    }

    @Test
    void theFirstSubtaskOfARunFromNothingWarnsOfFilesThatAreNotItsOwn() throws Exception {
        SinkHarness own = new SinkHarness(directory, 1, 2);
        own.write("a");
        own.checkpoint(1);
        own.commit();
        Files.writeString(directory.resolve(".part-of-another.inprogress"), "");
        Files.writeString(directory.resolve("_SUCCESS"), "");
        Files.writeString(Files.createDirectory(directory.resolve(".archive")).resolve("old"), "");
        assertThat(warnings(SinkContext.fresh(0, 2)))
                .as("its own, and hidden ones")
                .isEmpty();
        Files.writeString(Files.createDirectory(directory.resolve("b")).resolve("old"), "");
        Files.writeString(directory.resolve("c"), "");
        assertThat(warnings(SinkContext.fresh(0, 2)))
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("[SINK-706] " + directory
                                + " holds 2 files that this run has not written, for example b/old."));
        assertThat(warnings(SinkContext.fresh(1, 2))).isEmpty();
        assertThat(warnings(SinkContext.of("job", 0, 2, 1, OptionalLong.of(7)))).isEmpty();
    }
}
