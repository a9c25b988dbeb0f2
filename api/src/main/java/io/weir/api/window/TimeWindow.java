package io.weir.api.window;

import io.weir.api.serde.TypeSerializer;
import io.weir.api.time.SaturatedTime;
import io.weir.api.window.assigner.MergingWindowAssigner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The milliseconds from {@code start}, which belongs to it, to {@code end}, which does not. */
public final class TimeWindow extends Window implements Comparable<TimeWindow> {
    private final long start;
    private final long end;

    public TimeWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    public long getStart() {
        return start;
    }

    /** The first millisecond behind it. */
    public long getEnd() {
        return end;
    }

    @Override
    public long maxTimestamp() {
        return end - 1;
    }

    /** Whether they overlap or touch: a window that ends where the other one starts counts. */
    public boolean intersects(TimeWindow other) {
        return start <= other.end && end >= other.start;
    }

    /** The smallest window that holds both. */
    public TimeWindow cover(TimeWindow other) {
        return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
    }

    /**
     * Where the window begins that {@code timestamp} falls into, if windows of a size follow each other without gaps; {@link Long#MIN_VALUE} if it
     * would begin before that.
     *
     * @param offset by how much windows are shifted against 1970, may be negative
     * @param windowSize above 0
     */
    public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
        long shifted = timestamp - offset;
        if (((timestamp ^ offset) & (timestamp ^ shifted)) < 0) { // does not fit: the remainders of both do
            long difference = Math.floorMod(timestamp, windowSize) - Math.floorMod(offset, windowSize);
            return SaturatedTime.minus(timestamp, Math.floorMod(difference, windowSize));
        }
        long remainder = shifted % windowSize;
        return remainder < 0 ? SaturatedTime.minus(timestamp, remainder + windowSize) : timestamp - remainder;
    }

    /** Finds windows that overlap or touch, and hands over each set of them with the window that covers them, those that begin early first. */
    public static void mergeWindows(
            Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
        TimeWindow cover = null;
        Set<TimeWindow> parts = new LinkedHashSet<>();
        for (TimeWindow next : sorted) {
            if (cover != null && cover.intersects(next)) {
                cover = cover.cover(next);
            } else {
                report(cover, parts, callback);
                cover = next;
                parts = new LinkedHashSet<>();
            }
            parts.add(next);
        }
        report(cover, parts, callback);
    }

    private static void report(
            @Nullable TimeWindow cover,
            Set<TimeWindow> parts,
            MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        if (cover != null && parts.size() > 1) {
            callback.merge(parts, cover);
        }
    }

    @Override
    public int compareTo(TimeWindow other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindow that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return (int) (start ^ start >>> 32) * 31 + (int) (end ^ end >>> 32);
    }

    @Override
    public String toString() {
        return "TimeWindow{start=" + start + ", end=" + end + "}";
    }

    /** Accepted where Flink programs have it; windows need no serializer of their own. */
    public static final class Serializer extends TypeSerializer<TimeWindow> {
        private static final long serialVersionUID = 1L;
    }
}
