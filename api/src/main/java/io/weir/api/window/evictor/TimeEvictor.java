package io.weir.api.window.evictor;

import io.weir.api.argument.Argument;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import java.time.Duration;
import java.util.Iterator;

/** Keeps the records that are younger, by their timestamps, than so many milliseconds before the youngest. Records without timestamps all stay. */
public final class TimeEvictor<W extends Window> implements Evictor<Object, W> {
    private final long windowSize;
    private final boolean doEvictAfter;

    private TimeEvictor(long windowSize, boolean doEvictAfter) {
        this.windowSize = windowSize;
        this.doEvictAfter = doEvictAfter;
    }

    /** Evicts before the function is called. */
    public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
        return of(windowSize, false);
    }

    public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
        return new TimeEvictor<>(
                Argument.notNegative(Argument.millis(windowSize, "windowSize"), "windowSize"), doEvictAfter);
    }

    public static <W extends Window> TimeEvictor<W> of(Time windowSize) {
        return of(Argument.given(windowSize, "windowSize").toDuration());
    }

    public static <W extends Window> TimeEvictor<W> of(Time windowSize, boolean doEvictAfter) {
        return of(Argument.given(windowSize, "windowSize").toDuration(), doEvictAfter);
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements);
        }
    }

    private void evict(Iterable<TimestampedValue<Object>> elements) {
        long youngest = Long.MIN_VALUE;
        for (TimestampedValue<Object> each : elements) {
            if (!each.hasTimestamp()) {
                return;
            }
            youngest = Math.max(youngest, each.getTimestamp());
        }
        long cutoff = SaturatedTime.minus(youngest, windowSize);
        for (Iterator<TimestampedValue<Object>> all = elements.iterator(); all.hasNext(); ) {
            if (all.next().getTimestamp() <= cutoff) {
                all.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "TimeEvictor(" + windowSize + ")";
    }
}
