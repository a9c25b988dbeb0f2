package io.weir.testkit.simulation.job;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import io.weir.api.tuple.Tuple2;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.invariant.SnapshotIsACut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Partitions of numbered records; each goes to the reader that its number says, all of a reader's at once. */
record LedgerSource(String world, long seed, int partitions, int records, long periodMillis)
        implements Source<Tuple2<String, Long>, LedgerSource.Partition, String> {
    private static final long START_MILLIS = 1_600_000_000_000L;
    private static final int EVENT_MILLIS = 100;
    private static final long MILLIS = 1_000_000;

    /** A partition and how far it was read. */
    record Partition(int number, long position) implements SourceSplit {
        @Override
        public String splitId() {
            return Integer.toString(number);
        }
    }

    /** Event time, in milliseconds: grows with the position. */
    static long timestamp(long position) {
        return START_MILLIS + position * EVENT_MILLIS;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Tuple2<String, Long>, Partition> createReader(SourceReaderContext context) {
        return new Reader(this, context);
    }

    @Override
    public SplitEnumerator<Partition, String> createEnumerator(SplitEnumeratorContext<Partition> context) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(partition);
        }
        return new Enumerator(this, context, all);
    }

    @Override
    public SplitEnumerator<Partition, String> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, String checkpoint) {
        TreeSet<Integer> left = new TreeSet<>();
        for (String number : checkpoint.split(" ", -1)) {
            if (!number.isEmpty()) {
                left.add(Integer.valueOf(number));
            }
        }
        return new Enumerator(this, context, left);
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new Text<>() {
            @Override
            String write(Partition partition) {
                return partition.number + " " + partition.position;
            }

            @Override
            Partition read(String text) {
                int space = text.indexOf(' ');
                return new Partition(
                        Integer.parseInt(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getEnumeratorCheckpointSerializer() {
        return new Text<>() {
            @Override
            String write(String text) {
                return text;
            }

            @Override
            String read(String text) {
                return text;
            }
        };
    }

    private abstract static class Text<T> implements SimpleVersionedSerializer<T> {
        abstract String write(T value);

        abstract T read(String text);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return write(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return read(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static final class Enumerator implements SplitEnumerator<Partition, String> {
        private final LedgerSource source;
        private final SplitEnumeratorContext<Partition> context;
        private final TreeSet<Integer> left;

        Enumerator(LedgerSource source, SplitEnumeratorContext<Partition> context, Set<Integer> left) {
            this.source = source;
            this.context = context;
            this.left = new TreeSet<>(left);
        }

        @Override
        public void start() {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public void addSplitsBack(List<Partition> splits, int subtask) {
            splits.forEach(split -> left.add(split.number));
        }

        @Override
        public void handleSplitRequest(int subtask, @Nullable String hostname) {
            List<Partition> its = new ArrayList<>();
            for (int partition : List.copyOf(left)) {
                if (partition % context.currentParallelism() == subtask) {
                    left.remove(partition);
                    its.add(new Partition(partition, 0));
                }
            }
            if (!its.isEmpty()) {
                context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public String snapshotState(long checkpoint) {
            SortedMap<String, Long> unread = new TreeMap<>();
            StringBuilder text = new StringBuilder();
            for (int partition : left) {
                unread.put(Integer.toString(partition), 0L);
                text.append(partition).append(' ');
            }
            OutsideWorld.of(source.world)
                    .rules()
                    .onSnapshot(new Invariant.Snapshot(checkpoint, SnapshotIsACut.SOURCE, unread));
            return text.toString();
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Tuple2<String, Long>, Partition> {
        private final LedgerSource source;
        private final SourceReaderContext context;
        private final TreeMap<Integer, Long> positions = new TreeMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean noMore;
        private long dueNanos;

        Reader(LedgerSource source, SourceReaderContext context) {
            this.source = source;
            this.context = context;
        }

        @Override
        public void start() {
            dueNanos = context.clock().nanoTime();
            context.sendSplitRequest();
        }

        /** One record of each partition, then their watermark. */
        @Override
        public InputStatus pollNext(ReaderOutput<Tuple2<String, Long>> output) {
            if (positions.isEmpty()) {
                if (noMore) {
                    return InputStatus.END_OF_INPUT;
                }
                available = new CompletableFuture<>();
                return InputStatus.NOTHING_AVAILABLE;
            }
            long now = context.clock().nanoTime();
            if (now < dueNanos) {
                available = context.clock().after(dueNanos - now);
                return InputStatus.NOTHING_AVAILABLE;
            }
            dueNanos += source.periodMillis * MILLIS;
            for (Map.Entry<Integer, Long> partition : positions.entrySet()) {
                long position = partition.getValue();
                String key = key(partition.getKey(), position);
                output.collect(Tuple2.of(key, numbers.merge(key, 1L, Long::sum)), timestamp(position));
                partition.setValue(position + 1);
            }
            positions.values().removeIf(position -> position >= source.records);
            positions.values().stream()
                    .min(Long::compare)
                    .ifPresent(position -> output.emitWatermark(timestamp(position) - 1));
            return InputStatus.MORE_AVAILABLE;
        }

        private String key(int partition, long position) {
            return SimulatedLedger.key(source.seed, partition, position);
        }

        @Override
        public List<Partition> snapshotState(long checkpoint) {
            List<Partition> splits = new ArrayList<>();
            SortedMap<String, Long> read = new TreeMap<>();
            positions.forEach((number, position) -> {
                splits.add(new Partition(number, position));
                read.put(number.toString(), position);
            });
            OutsideWorld.of(source.world)
                    .rules()
                    .onSnapshot(new Invariant.Snapshot(checkpoint, SnapshotIsACut.SOURCE, read));
            return splits;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Partition> splits) {
            for (Partition split : splits) {
                positions.put(split.number, split.position);
                for (long before = 0; before < split.position; before++) {
                    numbers.merge(key(split.number, before), 1L, Long::sum);
                }
            }
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
            available.complete(null);
        }

        @Override
        public void close() {}
    }
}
