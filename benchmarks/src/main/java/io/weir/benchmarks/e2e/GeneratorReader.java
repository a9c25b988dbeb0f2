package io.weir.benchmarks.e2e;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Emits its split, at full speed or on schedule, and reports how long each checkpoint took from its own snapshot to its completion. */
final class GeneratorReader<T> implements SourceReader<T, GeneratorSplit> {
    private static final int BATCH = 512;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final SourceReaderContext context;
    private final Generator<T> generator;
    private final int parallelism;
    private final long share;
    private final long rate;
    private final Probe probe;
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private final Map<Long, Long> savedAtNanos = new HashMap<>();
    private @Nullable GeneratorSplit split;
    private int instance;
    private long emitted;
    private long startNanos;

    GeneratorReader(
            SourceReaderContext context, Generator<T> generator, int parallelism, long share, long rate, Probe probe) {
        this.context = context;
        this.generator = generator;
        this.parallelism = parallelism;
        this.share = share;
        this.rate = rate;
        this.probe = probe;
    }

    @Override
    public void start() {
        if (split == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<GeneratorSplit> splits) {
        GeneratorSplit mine = splits.get(0);
        split = mine;
        instance = mine.instance();
        emitted = mine.emitted();
        startNanos = mine.startNanos();
        assigned.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
        if (split == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (startNanos == 0) {
            startNanos = System.nanoTime();
            probe.started(instance);
        }
        long until = Math.min(share, emitted + BATCH);
        long half = share / 2;
        long now = rate > 0 ? System.nanoTime() : 0;
        while (emitted < until) {
            long due = 0;
            if (rate > 0) {
                due = Schedule.due(startNanos, emitted, rate);
                if (due > now) {
                    return InputStatus.NOTHING_AVAILABLE;
                }
            }
            output.collect(generator.make(instance + emitted * parallelism, due));
            if (++emitted == half) {
                probe.half(instance);
            }
        }
        return emitted == share ? InputStatus.END_OF_INPUT : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (split == null) {
            return assigned;
        }
        if (rate == 0 || emitted == share) {
            return NOW;
        }
        long waitNanos = Schedule.due(startNanos, emitted, rate) - System.nanoTime();
        return waitNanos <= 0 ? NOW : context.clock().after(waitNanos);
    }

    @Override
    public List<GeneratorSplit> snapshotState(long checkpointId) {
        if (split == null) {
            return List.of();
        }
        savedAtNanos.put(checkpointId, System.nanoTime());
        return List.of(new GeneratorSplit(instance, emitted, startNanos));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Long savedAt = savedAtNanos.remove(checkpointId);
        if (savedAt != null) {
            probe.checkpointed(instance, checkpointId, System.nanoTime() - savedAt);
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) {
        savedAtNanos.remove(checkpointId);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
