package io.weir.benchmarks.peers;

import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Generator source (FLIP-27): one split per subtask, one record per pollNext() as Flink asks of readers. */
final class FlinkSource<T> implements Source<T, FlinkSource.Split, List<FlinkSource.Split>> {

    /** Makes record number i; dueNanos is 0 unless the source has a fixed rate. */
    interface Generator<T> extends Serializable {
        T make(long i, long dueNanos);
    }

    static final class Split implements SourceSplit {
        final int subtask;
        /** Records emitted so far by this split, and when its schedule began (0: not yet). */
        long emitted, t0;

        Split(int subtask, long emitted, long t0) {
            this.subtask = subtask;
            this.emitted = emitted;
            this.t0 = t0;
        }

        @Override
        public String splitId() {
            return Integer.toString(subtask);
        }
    }

    private final Generator<T> generator;
    private final long share;
    private final int parallelism;
    private final long rate;
    private final Probe probe;

    FlinkSource(Generator<T> generator, Options o) {
        this.generator = generator;
        this.parallelism = o.parallelism();
        this.share = o.records() / parallelism;
        this.rate = o.rate() / parallelism;
        this.probe = o.probe();
    }

    @Override
    public Boundedness getBoundedness() {
        // CONTINUOUS_UNBOUNDED although it ends: BOUNDED would not change the streaming runtime mode either.
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, Split> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    @Override
    public SplitEnumerator<Split, List<Split>> createEnumerator(SplitEnumeratorContext<Split> context) {
        List<Split> all = new ArrayList<>();
        for (int s = 0; s < parallelism; s++) all.add(new Split(s, 0, 0));
        return new Enumerator(context, all);
    }

    @Override
    public SplitEnumerator<Split, List<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, List<Split> left) {
        return new Enumerator(context, left);
    }

    private static final class Enumerator implements SplitEnumerator<Split, List<Split>> {
        private final SplitEnumeratorContext<Split> context;
        private final TreeMap<Integer, Split> unassigned = new TreeMap<>();

        Enumerator(SplitEnumeratorContext<Split> context, List<Split> splits) {
            this.context = context;
            for (Split s : splits) unassigned.put(s.subtask, s);
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {
            Split s = unassigned.remove(subtask);
            if (s != null) context.assignSplit(s, subtask);
        }

        @Override
        public void addSplitsBack(List<Split> splits, int subtask) {
            for (Split s : splits) unassigned.put(s.subtask, s);
        }

        @Override
        public void addReader(int subtask) {}

        @Override
        public List<Split> snapshotState(long checkpoint) {
            return new ArrayList<>(unassigned.values());
        }

        @Override
        public void close() {}
    }

    private final class Reader implements SourceReader<T, Split> {
        private final SourceReaderContext context;
        private final CompletableFuture<Void> assigned = new CompletableFuture<>();
        private Split split;
        private ScheduledExecutorService timer;
        private long dueUntil;

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            if (split == null) context.sendSplitRequest();
        }

        @Override
        public void addSplits(List<Split> splits) {
            split = splits.get(0);
            assigned.complete(null);
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> out) {
            Split s = split;
            if (s == null) return InputStatus.NOTHING_AVAILABLE;
            if (s.t0 == 0) {
                s.t0 = System.nanoTime();
                probe.started(s.subtask);
            }
            if (s.emitted == share) return InputStatus.END_OF_INPUT;
            long due = 0;
            if (rate > 0) {
                due = Schedule.due(s.t0, s.emitted, rate);
                if (due > dueUntil) {
                    long now = System.nanoTime();
                    if (due > now) return InputStatus.NOTHING_AVAILABLE;
                    dueUntil = now;
                }
            }
            out.collect(generator.make(s.subtask + s.emitted * parallelism, due));
            if (++s.emitted == share / 2) probe.half(s.subtask);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (split == null) return assigned;
            if (rate == 0) return CompletableFuture.completedFuture(null);
            long wait = Schedule.due(split.t0, split.emitted, rate) - System.nanoTime();
            if (wait <= 0) return CompletableFuture.completedFuture(null);
            if (timer == null)
                timer = Executors.newSingleThreadScheduledExecutor(r -> {
                    Thread t = new Thread(r, "source-timer");
                    t.setDaemon(true);
                    return t;
                });
            CompletableFuture<Void> f = new CompletableFuture<>();
            timer.schedule(() -> f.complete(null), wait, TimeUnit.NANOSECONDS);
            return f;
        }

        @Override
        public List<Split> snapshotState(long checkpoint) {
            return split == null ? List.of() : List.of(new Split(split.subtask, split.emitted, split.t0));
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {
            if (timer != null) timer.shutdownNow();
        }
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Split s) throws IOException {
                return bytes(List.of(s));
            }

            @Override
            public Split deserialize(int version, byte[] b) throws IOException {
                return splits(b).get(0);
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(List<Split> s) throws IOException {
                return bytes(s);
            }

            @Override
            public List<Split> deserialize(int version, byte[] b) throws IOException {
                return splits(b);
            }
        };
    }

    private static byte[] bytes(List<Split> splits) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(splits.size());
        for (Split s : splits) {
            data.writeInt(s.subtask);
            data.writeLong(s.emitted);
            data.writeLong(s.t0);
        }
        return out.toByteArray();
    }

    private static List<Split> splits(byte[] b) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(b));
        List<Split> out = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) out.add(new Split(in.readInt(), in.readLong(), in.readLong()));
        return out;
    }
}
