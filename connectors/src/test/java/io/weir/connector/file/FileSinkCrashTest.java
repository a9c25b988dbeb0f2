package io.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.Fakes.SinkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A job of one source that counts and one file sink, which dies at chosen points: nothing is lost, nothing comes twice, nothing is seen too early. */
class FileSinkCrashTest {
    @TempDir
    Path directory;

    /** Where the process dies; in the order in which a checkpoint passes these points. */
    enum Crash {
        BEFORE_PREPARE,
        BEFORE_THE_CHECKPOINT_IS_COMPLETE,
        BEFORE_RENAME,
        BETWEEN_RENAMES,
        AFTER_RENAME_BEFORE_DONE,
        AFTER_COMMIT,
        AFTER_MORE_WAS_WRITTEN
    }

    @ParameterizedTest
    @EnumSource(Crash.class)
    void whereverTheProcessDiesTheOutputIsExact(Crash crash) throws IOException {
        Job job = new Job(directory, 1);
        job.restart(1);
        job.write(3);
        job.checkpoint();
        job.complete();
        job.commit(Integer.MAX_VALUE);
        job.write(3);
        passUntil(job, crash);
        job.restart(1);
        job.write(2);
        job.checkpoint();
        job.complete();
        job.commit(Integer.MAX_VALUE);
        job.assertExact();
        assertThat(SinkHarness.hiddenFiles(directory)).isEmpty();
    }

    private static void passUntil(Job job, Crash crash) throws IOException {
        if (crash == Crash.BEFORE_PREPARE) {
            return;
        }
        job.checkpoint();
        if (crash == Crash.BEFORE_THE_CHECKPOINT_IS_COMPLETE) {
            return;
        }
        job.complete();
        if (crash == Crash.BEFORE_RENAME) {
            return;
        }
        if (crash == Crash.BETWEEN_RENAMES) {
            job.commit(1);
            return;
        }
        job.commit(Integer.MAX_VALUE); // renamed; whether the runtime notes it makes no difference to the files
        if (crash == Crash.AFTER_RENAME_BEFORE_DONE) {
            return;
        }
        job.noteCommitted();
        if (crash == Crash.AFTER_MORE_WAS_WRITTEN) {
            job.write(5);
        }
    }

    /** Goal: exactness in any order of events. Method: random steps, crashes and parallelism; the visible output is checked after each step. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inAnyOrderOfEventsTheOutputIsExact(long seed) throws IOException {
        Random random = new Random(seed);
        Job job = new Job(directory, seed);
        job.restart(1 + random.nextInt(3));
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> job.write(random.nextInt(4));
                case 3 -> job.checkpoint();
                case 4 -> job.complete();
                case 5 -> job.commit(random.nextInt(4));
                default -> {
                    if (random.nextInt(3) == 0) {
                        job.restart(1 + random.nextInt(3));
                    }
                }
            }
            job.assertNothingTooEarly();
        }
        job.restart(2);
        job.write(1);
        job.checkpoint();
        job.complete();
        job.commit(Integer.MAX_VALUE);
        job.assertExact();
        assertThat(SinkHarness.hiddenFiles(directory)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @Test
    void aRestoreThatDiesAndIsRepeatedLosesNothing() throws IOException {
        Job job = new Job(directory, 1);
        job.restart(2);
        job.write(6);
        job.checkpoint();
        job.complete();
        job.write(6);
        for (int i = 0; i < 3; i++) {
            job.restartWithoutRecommit(1 + i);
            job.write(1);
        }
        job.restart(1);
        job.assertExact();
        assertThat(SinkHarness.hiddenFiles(directory)).isEmpty();
    }

    /** What the runtime would do, with the numbers from 0 as the source. */
    private static final class Job {
        private final Path directory;
        private final Random random;
        private int attempt = -1;
        private List<SinkHarness> subtasks = List.of();
        private int emitted;
        private @Nullable Snapshot taken;
        private Snapshot completed = new Snapshot(0, 0, List.of(), List.of());
        private final List<FileCommittable> carried = new ArrayList<>();
        private long nextCheckpoint = 1;

        record Snapshot(long id, int emitted, List<FileWriterState> states, List<FileCommittable> parts) {}

        Job(Path directory, long seed) {
            this.directory = directory;
            this.random = new Random(seed);
        }

        void write(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                subtasks.get(random.nextInt(subtasks.size())).write(String.valueOf(emitted++));
            }
        }

        /** Barrier through all subtasks: what is not committed yet is part of the snapshot, as committers have it. */
        void checkpoint() throws IOException {
            long id = nextCheckpoint++;
            List<FileWriterState> states = new ArrayList<>();
            for (SinkHarness subtask : subtasks) {
                carried.addAll(subtask.checkpoint(id));
                states.addAll(subtask.writer().snapshotState(id));
            }
            taken = new Snapshot(id, emitted, states, List.copyOf(carried));
        }

        void complete() {
            if (taken != null) {
                completed = taken;
                taken = null;
            }
        }

        void commit(int most) throws IOException {
            List<FileCommittable> parts = completed.parts.subList(0, Math.min(most, completed.parts.size()));
            OptionalLong restored = attempt == 0 ? OptionalLong.empty() : OptionalLong.of(completed.id);
            assertThat(SinkHarness.commit(parts, restored)).allMatch(outcome -> outcome.endsWith("committed"));
            if (parts.size() == completed.parts.size()) {
                noteCommitted();
            }
        }

        void noteCommitted() {
            carried.removeAll(completed.parts);
        }

        /** SIGKILL, then a new attempt from the last completed checkpoint: files are as they are, all else is forgotten. */
        void restart(int parallelism) throws IOException {
            restartWithoutRecommit(parallelism);
            commit(Integer.MAX_VALUE);
        }

        void restartWithoutRecommit(int parallelism) throws IOException {
            attempt++;
            taken = null;
            emitted = completed.emitted;
            carried.clear();
            carried.addAll(completed.parts);
            List<FileWriterState> states = new ArrayList<>(completed.states);
            if (states.size() != parallelism) {
                Collections.shuffle(states, random); // with the same parallelism each gets its own
            }
            OptionalLong restored = completed.id == 0 ? OptionalLong.empty() : OptionalLong.of(completed.id);
            List<SinkHarness> started = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                List<FileWriterState> mine = new ArrayList<>();
                for (int i = subtask; i < states.size(); i += parallelism) {
                    mine.add(states.get(i));
                }
                SinkContext context = SinkContext.of("job", subtask, parallelism, attempt, restored);
                started.add(new SinkHarness(SinkHarness.recipe(directory), directory, context, mine));
            }
            subtasks = started;
        }

        void assertNothingTooEarly() throws IOException {
            List<Integer> visible = visible();
            assertThat(visible).doesNotHaveDuplicates().allMatch(number -> number < completed.emitted);
        }

        void assertExact() throws IOException {
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < completed.emitted; i++) {
                expected.add(i);
            }
            List<Integer> visible = visible();
            Collections.sort(visible);
            assertThat(visible).isEqualTo(expected);
        }

        private List<Integer> visible() throws IOException {
            List<Integer> numbers = new ArrayList<>();
            for (Path file : SinkHarness.files(directory)) {
                int last = -1;
                for (String line : Files.readAllLines(file)) {
                    int number = Integer.parseInt(line);
                    assertThat(number).as("order in " + file).isGreaterThan(last);
                    last = number;
                    numbers.add(number);
                }
            }
            return numbers;
        }
    }
}
