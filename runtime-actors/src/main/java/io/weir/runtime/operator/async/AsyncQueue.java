package io.weir.runtime.operator.async;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of an async operator in order. The queue is cut into segments; a watermark, or status, stands between two and goes on when
 * all before it have been answered and gone. Within a segment answers leave as they come, if the queue is unordered; in an ordered queue each
 * record is a segment. Confined to the subtask's thread.
 */
final class AsyncQueue {
    /** What leaves: the results of a record, in their turn. */
    interface Emission {
        void emit(AsyncRecord record);
    }

    /** Records between two watermarks. */
    static final class Segment {
        final LinkedHashSet<AsyncRecord> open = new LinkedHashSet<>();
        final List<AsyncRecord> done = new ArrayList<>();

        @Nullable
        Long watermark;

        @Nullable
        ChannelStatus status;

        boolean closed;
    }

    private final boolean ordered;
    private final Output time;
    private final Emission emission;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private int size;

    /** {@code time} gets the watermarks, {@code emission} the records. */
    AsyncQueue(boolean ordered, Output time, Emission emission) {
        this.ordered = ordered;
        this.time = time;
        this.emission = emission;
    }

    /** Records that have not left yet. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0 && segments.stream().noneMatch(segment -> segment.closed);
    }

    void add(AsyncRecord record) {
        Segment last = segments.peekLast();
        if (last == null || last.closed || ordered) {
            last = new Segment();
            segments.add(last);
        }
        last.open.add(record);
        record.segment = last;
        size++;
    }

    void watermark(long timestamp) {
        Segment last = lastOpen();
        if (last == null) {
            time.watermark(timestamp);
            return;
        }
        last.watermark = timestamp;
        last.closed = true;
    }

    void status(ChannelStatus status) {
        Segment last = lastOpen();
        if (last == null) {
            time.status(status);
            return;
        }
        last.status = status;
        last.closed = true;
    }

    /** The segment that time is to follow; null if nothing waits. */
    private @Nullable Segment lastOpen() {
        Segment last = segments.peekLast();
        if (last == null || (segments.size() == 1 && !last.closed && last.open.isEmpty() && last.done.isEmpty())) {
            return null;
        }
        if (last.closed) {
            last = new Segment();
            segments.add(last);
        }
        return last;
    }

    /** The answer of a record is there: it leaves if it is its turn, and so do those that waited for it. */
    void done(AsyncRecord record) {
        record.done = true;
        Segment segment = Objects.requireNonNull(record.segment, "was added");
        segment.open.remove(record);
        if (segment != segments.peek()) {
            segment.done.add(record);
            return;
        }
        leave(record);
        while (!segments.isEmpty() && segments.element().open.isEmpty()) {
            Segment over = segments.element();
            if (!over.closed && segments.size() == 1 && !ordered) {
                return; // more may come into it
            }
            segments.remove();
            pass(over);
            Segment next = segments.peek();
            if (next != null) {
                next.done.forEach(this::leave);
                next.done.clear();
            }
        }
    }

    private void leave(AsyncRecord record) {
        size--;
        emission.emit(record);
    }

    private void pass(Segment over) {
        if (over.watermark != null) {
            time.watermark(over.watermark);
        }
        if (over.status != null) {
            time.status(over.status);
        }
    }

    /** All records that have not left, in the order of their segments. */
    List<AsyncRecord> records() {
        List<AsyncRecord> all = new ArrayList<>();
        for (Segment segment : segments) {
            all.addAll(segment.done);
            all.addAll(segment.open);
        }
        return all;
    }
}
