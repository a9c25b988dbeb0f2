package io.weir.api.connector.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderInfo;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import io.weir.api.time.ProcessingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataGeneratorSourceTest {
    private final TurnedClock clock = new TurnedClock();

    @Test
    void readerROfPMakesEveryPthRecordFromTheRthOn() throws Exception {
        DataGeneratorSource<Long> source = Generators.sequence(10, 20);
        Readers<Long> readers = new Readers<>(source, 3);
        assertThat(readers.readAll(0)).containsExactly(10L, 13L, 16L, 19L);
        assertThat(readers.readAll(1)).containsExactly(11L, 14L, 17L, 20L);
        assertThat(readers.readAll(2)).containsExactly(12L, 15L, 18L);
    }

    private record NotSerializable(String text, int number) {}

    @Test
    void elementsComeInOrderAndNeedNotBeSerializable() throws Exception {
        List<NotSerializable> elements = List.of(new NotSerializable("a", 1), new NotSerializable("b", 2));
        Readers<NotSerializable> readers = new Readers<>(Generators.ofElements(elements, List.of()), 1);
        assertThat(readers.readAll(0)).isEqualTo(elements);
    }

    @Test
    void anEmptySourceEndsAtOnce() throws Exception {
        Readers<Long> readers = new Readers<>(Generators.sequence(1, 0), 2);
        assertThat(readers.readAll(0)).isEmpty();
        assertThat(readers.readAll(1)).isEmpty();
    }

    @Test
    void aReaderResumesExactlyAtItsIndexWhereverItWasStopped() throws Exception {
        for (int polls = 0; polls < 4; polls++) {
            DataGeneratorSource<Long> source = Generators.sequence(0, 1299);
            Readers<Long> before = new Readers<>(source, 1);
            SourceReader<Long, IndexSplit> first = before.reader(0);
            Collected<Long> out = new Collected<>();
            for (int i = 0; i < polls; i++) {
                first.pollNext(out);
            }
            SourceReader<Long, IndexSplit> second = source.createReader(before.context(0));
            second.addSplits(throughBytes(source, first.snapshotState(1)));
            second.notifyNoMoreSplits();
            assertThat(out.records.size()).isEqualTo(Math.min(1300, polls * 512));
            drain(second, out);
            assertThat(out.records).hasSize(1300).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void splitsOfTwoReadersAreMergedByOneInOrder() throws Exception {
        DataGeneratorSource<Long> source = Generators.sequence(0, 999);
        Readers<Long> two = new Readers<>(source, 2);
        List<IndexSplit> splits = new ArrayList<>(two.reader(0).snapshotState(1));
        splits.addAll(two.reader(1).snapshotState(1));
        SourceReader<Long, IndexSplit> one = source.createReader(two.context(0));
        one.addSplits(splits);
        one.notifyNoMoreSplits();
        Collected<Long> out = new Collected<>();
        drain(one, out);
        assertThat(out.records).hasSize(1000).isSorted();
    }

    @Test
    void splitsNotGivenOutAreInTheEnumeratorsSnapshotAndFitAnotherParallelism() throws Exception {
        DataGeneratorSource<Long> source = Generators.sequence(0, 9);
        Coordinator four = new Coordinator(4);
        SplitEnumerator<IndexSplit, List<IndexSplit>> enumerator = source.createEnumerator(four);
        enumerator.addReader(2);
        byte[] bytes = source.getEnumeratorCheckpointSerializer().serialize(enumerator.snapshotState(1));
        Coordinator two = new Coordinator(2);
        SplitEnumerator<IndexSplit, List<IndexSplit>> restored = source.restoreEnumerator(
                two, source.getEnumeratorCheckpointSerializer().deserialize(1, bytes));
        restored.addReader(0);
        restored.addReader(1);
        assertThat(two.assigned.get(0)).extracting(IndexSplit::ordinal).containsExactly(0);
        assertThat(two.assigned.get(1)).extracting(IndexSplit::ordinal).containsExactly(1, 3);
    }

    @Test
    void splitsGivenBackGoToTheReaderWhenItReturns() throws Exception {
        Coordinator coordinator = new Coordinator(2);
        SplitEnumerator<IndexSplit, List<IndexSplit>> enumerator =
                Generators.sequence(0, 9).createEnumerator(coordinator);
        enumerator.addReader(0);
        List<IndexSplit> lost = Objects.requireNonNull(coordinator.assigned.remove(0));
        enumerator.addSplitsBack(lost, 0);
        assertThat(enumerator.snapshotState(1)).hasSize(2);
        enumerator.addReader(0);
        assertThat(coordinator.assigned.get(0)).isEqualTo(lost);
    }

    @Test
    void aRateIsKeptByAllReadersTogetherWithoutDrift() throws Exception {
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(i -> i, 100, RateLimiterStrategy.perSecond(10));
        Readers<Long> readers = new Readers<>(source, 2);
        SourceReader<Long, IndexSplit> even = readers.reader(0);
        Collected<Long> out = new Collected<>();
        assertThat(even.pollNext(out)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(out.records).containsExactly(0L);
        assertThat(even.isAvailable()).isNotDone();
        clock.advanceMillis(199);
        assertThat(even.isAvailable()).isNotDone();
        clock.advanceMillis(1);
        assertThat(even.isAvailable()).isDone();
        even.pollNext(out);
        assertThat(out.records).containsExactly(0L, 2L);
        clock.advanceMillis(1000);
        even.pollNext(out);
        assertThat(out.records)
                .as("a reader that was held up catches up")
                .containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L);
    }

    @Test
    void aReaderWaitsForSplitsWithoutSpinning() throws Exception {
        SourceReader<Long, IndexSplit> reader =
                Generators.sequence(0, 0).createReader(new Readers<>(Generators.sequence(0, 0), 1).context(0));
        Collected<Long> out = new Collected<>();
        assertThat(reader.pollNext(out)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.notifyNoMoreSplits();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(out)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aSplitThatIsHeldIsNotReadAndNotForgotten() throws Exception {
        DataGeneratorSource<Long> source = Generators.sequence(0, 9);
        SourceReader<Long, IndexSplit> reader = source.createReader(new Readers<>(source, 1).context(0));
        IndexSplit even = new IndexSplit(0, 0, 2, 10);
        IndexSplit odd = new IndexSplit(1, 1, 2, 10);
        reader.addSplits(List.of(even, odd));
        reader.notifyNoMoreSplits();
        reader.pauseOrResumeSplits(List.of(even.splitId()), List.of());
        Collected<Long> out = new Collected<>();
        assertThat(reader.pollNext(out)).as("not the end").isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(out.records).containsExactly(1L, 3L, 5L, 7L, 9L);
        assertThat(out.released).containsExactly(odd.splitId());
        assertThat(reader.isAvailable()).isNotDone();
        assertThat(reader.snapshotState(1)).containsExactly(even);
        reader.pauseOrResumeSplits(List.of(), List.of(even.splitId()));
        assertThat(reader.isAvailable()).isDone();
        drain(reader, out);
        assertThat(out.records).endsWith(0L, 2L, 4L, 6L, 8L);
        assertThat(out.released).containsExactly(odd.splitId(), even.splitId());
    }

    @Test
    void damagedPositionsAreRefused() {
        DataGeneratorSource<Long> source = Generators.sequence(0, 9);
        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(1, new byte[7]))
                .hasMessageStartingWith("[CKP-401]");
        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(1, new byte[2]))
                .hasMessageStartingWith("[CKP-401]");
        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(2, new byte[28]))
                .hasMessageStartingWith("[CKP-403]");
    }

    @Test
    void nonsenseIsRefusedWhereItIsGiven() {
        assertThatThrownBy(() -> new DataGeneratorSource<Long>(i -> i, -1)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> RateLimiterStrategy.perSecond(0)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> RateLimiterStrategy.perSecond(Double.NaN)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> Generators.sequence(Long.MIN_VALUE, Long.MAX_VALUE))
                .hasMessageStartingWith("[API-124]");
    }

    private static List<IndexSplit> throughBytes(DataGeneratorSource<?> source, List<IndexSplit> splits)
            throws Exception {
        List<IndexSplit> copies = new ArrayList<>();
        for (IndexSplit split : splits) {
            byte[] bytes = source.getSplitSerializer().serialize(split);
            copies.add(source.getSplitSerializer()
                    .deserialize(source.getSplitSerializer().getVersion(), bytes));
        }
        return copies;
    }

    private static <T> void drain(SourceReader<T, IndexSplit> reader, Collected<T> out) throws Exception {
        while (reader.pollNext(out) != InputStatus.END_OF_INPUT) {
            assertThat(reader.isAvailable()).isDone();
        }
    }

    /** All readers of a source, each with the splits the enumerator gave it. */
    private final class Readers<T> {
        final DataGeneratorSource<T> source;
        final Coordinator coordinator;
        final SplitEnumerator<IndexSplit, List<IndexSplit>> enumerator;

        Readers(DataGeneratorSource<T> source, int parallelism) {
            this.source = source;
            this.coordinator = new Coordinator(parallelism);
            this.enumerator = source.createEnumerator(coordinator);
            enumerator.start();
        }

        SourceReader<T, IndexSplit> reader(int subtask) {
            SourceReader<T, IndexSplit> reader = source.createReader(context(subtask));
            reader.start();
            enumerator.addReader(subtask);
            reader.addSplits(coordinator.assigned.getOrDefault(subtask, List.of()));
            assertThat(coordinator.ended).contains(subtask);
            reader.notifyNoMoreSplits();
            return reader;
        }

        List<T> readAll(int subtask) throws Exception {
            Collected<T> out = new Collected<>();
            drain(reader(subtask), out);
            return out.records;
        }

        SourceReaderContext context(int subtask) {
            return new SourceReaderContext() {
                @Override
                public int getIndexOfSubtask() {
                    return subtask;
                }

                @Override
                public int currentParallelism() {
                    return coordinator.parallelism;
                }

                @Override
                public void sendSplitRequest() {}

                @Override
                public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {}

                @Override
                public ClassLoader getUserCodeClassLoader() {
                    return DataGeneratorSourceTest.class.getClassLoader();
                }

                @Override
                public ProcessingClock clock() {
                    return clock;
                }
            };
        }
    }

    /** Remembers what was assigned. */
    private static final class Coordinator implements SplitEnumeratorContext<IndexSplit> {
        final int parallelism;
        final Map<Integer, List<IndexSplit>> assigned = new TreeMap<>();
        final List<Integer> ended = new ArrayList<>();

        Coordinator(int parallelism) {
            this.parallelism = parallelism;
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return Map.of();
        }

        @Override
        public void assignSplits(SplitsAssignment<IndexSplit> assignment) {
            assignment
                    .assignment()
                    .forEach((subtask, splits) -> assigned.computeIfAbsent(subtask, key -> new ArrayList<>())
                            .addAll(splits));
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            ended.add(subtask);
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {}

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable,
                BiConsumer<@Nullable T, @Nullable Throwable> handler,
                long initialDelayMillis,
                long periodMillis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }

    /** A clock the test turns. */
    private static final class TurnedClock implements ProcessingClock {
        private long nanos = 5_000;
        private final Map<Long, CompletableFuture<Void>> alarms = new TreeMap<>();

        void advanceMillis(long millis) {
            nanos += millis * 1_000_000;
            alarms.forEach((due, alarm) -> {
                if (due <= nanos) {
                    alarm.complete(null);
                }
            });
        }

        @Override
        public long currentTimeMillis() {
            return nanos / 1_000_000;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public CompletableFuture<Void> after(long delayNanos) {
            return alarms.computeIfAbsent(nanos + delayNanos, due -> new CompletableFuture<>());
        }
    }

    private static final class Collected<T> implements ReaderOutput<T> {
        final List<T> records = new ArrayList<>();
        final List<String> released = new ArrayList<>();

        @Override
        public void releaseOutputForSplit(String splitId) {
            released.add(splitId);
        }

        @Override
        public void collect(T record) {
            records.add(record);
        }

        @Override
        public void collect(T record, long timestamp) {
            records.add(record);
        }

        @Override
        public void emitWatermark(long timestamp) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
