package io.weir.api.connector.builtin;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.time.ProcessingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of its splits, lowest index first. With a rate, record i is due {@code (i - first) / rate} seconds after the start,
 * where {@code first} is the lowest index at the start: the schedule does not drift, and a reader that was held up catches up.
 */
final class IndexedReader<T> implements SourceReader<T, IndexSplit> {
    private static final int BATCH = 512;

    private final GeneratorFunction<Long, T> generator;
    private final SourceReaderContext context;
    private final ProcessingClock clock;
    private final double nanosPerRecord;
    private final List<Cursor> cursors = new ArrayList<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMoreSplits;
    private boolean opened;
    private boolean scheduled;
    private long firstIndex;
    private long startNanos;
    private long nowNanos;

    /** A split and the position in it. */
    private static final class Cursor {
        final IndexSplit split;
        long next;

        Cursor(IndexSplit split) {
            this.split = split;
            this.next = split.next();
        }

        void advance() {
            long left = split.end() - next;
            next = left > split.step() ? next + split.step() : split.end();
        }
    }

    IndexedReader(GeneratorFunction<Long, T> generator, RateLimiterStrategy rate, SourceReaderContext context) {
        this.generator = generator;
        this.context = context;
        this.clock = context.clock();
        this.nanosPerRecord = rate.isLimited() ? 1e9 / rate.recordsPerSecond() : 0;
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
            Cursor cursor = lowest();
            if (cursor == null) {
                return noMoreSplits ? InputStatus.END_OF_INPUT : waitForSplits();
            }
            if (nanosPerRecord > 0 && waitsFor(cursor.next)) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.collect(generator.map(cursor.next));
            cursor.advance();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<IndexSplit> snapshotState(long checkpointId) {
        List<IndexSplit> splits = new ArrayList<>(cursors.size());
        for (Cursor cursor : cursors) {
            if (cursor.next < cursor.split.end()) {
                IndexSplit split = cursor.split;
                splits.add(new IndexSplit(split.ordinal(), cursor.next, split.step(), split.end()));
            }
        }
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<IndexSplit> splits) {
        splits.forEach(split -> cursors.add(new Cursor(split)));
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

    private @Nullable Cursor lowest() {
        Cursor lowest = null;
        for (int i = 0; i < cursors.size(); i++) {
            Cursor cursor = cursors.get(i);
            if (cursor.next < cursor.split.end() && (lowest == null || cursor.next < lowest.next)) {
                lowest = cursor;
            }
        }
        return lowest;
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
