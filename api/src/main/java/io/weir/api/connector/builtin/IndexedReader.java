package io.weir.api.connector.builtin;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.time.ProcessingClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of its splits, lowest index first, each split through an output of its own. With a rate, record i is due {@code (i - first) / rate} seconds after the start,
 * where {@code first} is the lowest index at the start: the schedule does not drift, and a reader that was held up catches up.
 */
final class IndexedReader<T> implements SourceReader<T, IndexSplit> {
    private static final int BATCH = 512;

    private final GeneratorFunction<Long, T> generator;
    private final SourceReaderContext context;
    private final ProcessingClock clock;
    private final double nanosPerRecord;
    private final List<Cursor<T>> cursors = new ArrayList<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMoreSplits;
    private boolean opened;
    private boolean scheduled;
    private final long perCheckpoint;
    /** How many records may go before the next checkpoint is complete. */
    private long allowed;

    private long firstIndex;
    private long startNanos;
    private long nowNanos;

    /** A split, the position in it, and where its records go. */
    private static final class Cursor<T> {
        final IndexSplit split;
        long next;
        boolean paused;
        private @Nullable SourceOutput<T> output;

        Cursor(IndexSplit split) {
            this.split = split;
            this.next = split.next();
        }

        void emit(T value, ReaderOutput<T> reader) {
            SourceOutput<T> own = output;
            if (own == null) {
                own = reader.createOutputForSplit(split.splitId());
                output = own;
            }
            own.collect(value);
        }

        void advance() {
            long left = split.end() - next;
            next = left > split.step() ? next + split.step() : split.end();
        }

        boolean isAtEnd() {
            return next >= split.end();
        }
    }

    IndexedReader(GeneratorFunction<Long, T> generator, RateLimiterStrategy rate, SourceReaderContext context) {
        this.generator = generator;
        this.context = context;
        this.clock = context.clock();
        this.nanosPerRecord = rate.isLimited() ? 1e9 / rate.recordsPerSecond() : 0;
        this.perCheckpoint = rate.perCheckpointOf(context.currentParallelism());
        this.allowed = perCheckpoint;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!opened) {
            opened = true;
            generator.open(context);
        }
        for (int emitted = 0; emitted < BATCH; emitted++) {
            Cursor<T> cursor = lowest();
            if (cursor == null) {
                return noMoreSplits && cursors.isEmpty() ? InputStatus.END_OF_INPUT : waitForSplits();
            }
            if (nanosPerRecord > 0 && waitsFor(cursor.next)) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (allowed == 0) {
                return waitForSplits(); // or for a checkpoint: both complete the same future
            }
            if (perCheckpoint != Long.MAX_VALUE) {
                allowed--;
            }
            cursor.emit(generator.map(cursor.next), output);
            cursor.advance();
            if (cursor.isAtEnd()) {
                cursors.remove(cursor);
                output.releaseOutputForSplit(cursor.split.splitId());
            }
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<IndexSplit> snapshotState(long checkpointId) {
        List<IndexSplit> splits = new ArrayList<>(cursors.size());
        for (Cursor<T> cursor : cursors) {
            IndexSplit split = cursor.split;
            splits.add(new IndexSplit(split.ordinal(), cursor.next, split.step(), split.end()));
        }
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<IndexSplit> splits) {
        splits.forEach(split -> cursors.add(new Cursor<>(split)));
        available.complete(null);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        for (Cursor<T> cursor : cursors) {
            String id = cursor.split.splitId();
            cursor.paused = splitsToPause.contains(id) || (cursor.paused && !splitsToResume.contains(id));
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {
        generator.close();
    }

    private @Nullable Cursor<T> lowest() {
        Cursor<T> lowest = null;
        for (int i = 0; i < cursors.size(); i++) {
            Cursor<T> cursor = cursors.get(i);
            if (!cursor.paused && (lowest == null || cursor.next < lowest.next)) {
                lowest = cursor;
            }
        }
        return lowest;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (perCheckpoint != Long.MAX_VALUE) {
            allowed = perCheckpoint;
            available.complete(null);
        }
    }

    private InputStatus waitForSplits() {
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    /** Whether the record is not yet due; then {@link #available} completes when it is. */
    private boolean waitsFor(long index) {
        if (!scheduled) {
            scheduled = true;
            firstIndex = index;
            startNanos = clock.nanoTime();
            nowNanos = startNanos;
        }
        long dueNanos = startNanos + (long) ((index - firstIndex) * nanosPerRecord);
        if (dueNanos - nowNanos <= 0) {
            return false;
        }
        nowNanos = clock.nanoTime();
        long waitNanos = dueNanos - nowNanos;
        if (waitNanos <= 0) {
            return false;
        }
        available = clock.after(waitNanos);
        return true;
    }
}
