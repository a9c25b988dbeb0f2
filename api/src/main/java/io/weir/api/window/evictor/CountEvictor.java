package io.weir.api.window.evictor;

import io.weir.api.argument.Argument;
import io.weir.api.window.Window;
import java.util.Iterator;

/** Keeps the last so many records. */
public final class CountEvictor<W extends Window> implements Evictor<Object, W> {
    private final long maxCount;
    private final boolean doEvictAfter;

    private CountEvictor(long maxCount, boolean doEvictAfter) {
        this.maxCount = maxCount;
        this.doEvictAfter = doEvictAfter;
    }

    /** Evicts before the function is called. */
    public static <W extends Window> CountEvictor<W> of(long maxCount) {
        return of(maxCount, false);
    }

    public static <W extends Window> CountEvictor<W> of(long maxCount, boolean doEvictAfter) {
        Argument.notNegative(maxCount, "maxCount");
        return new CountEvictor<>(maxCount, doEvictAfter);
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements, size);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements, size);
        }
    }

    private void evict(Iterable<TimestampedValue<Object>> elements, int size) {
        long tooMany = size - maxCount;
        for (Iterator<TimestampedValue<Object>> all = elements.iterator(); tooMany > 0 && all.hasNext(); tooMany--) {
            all.next();
            all.remove();
        }
    }

    @Override
    public String toString() {
        return "CountEvictor(" + maxCount + ")";
    }
}
