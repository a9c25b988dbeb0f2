package io.weir.api.window.evictor;

import io.weir.api.argument.Argument;
import io.weir.api.function.DeltaFunction;
import io.weir.api.window.Window;
import java.util.Iterator;

/** Removes the records that are at least a threshold away from the last one. */
public final class DeltaEvictor<T, W extends Window> implements Evictor<T, W> {
    private final DeltaFunction<T> deltaFunction;
    private final double threshold;
    private final boolean doEvictAfter;

    private DeltaEvictor(double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
        this.deltaFunction = deltaFunction;
        this.threshold = threshold;
        this.doEvictAfter = doEvictAfter;
    }

    /** Evicts before the function is called. */
    public static <T, W extends Window> DeltaEvictor<T, W> of(double threshold, DeltaFunction<T> deltaFunction) {
        return of(threshold, deltaFunction, false);
    }

    public static <T, W extends Window> DeltaEvictor<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
        Argument.given(deltaFunction, "deltaFunction");
        return new DeltaEvictor<>(threshold, deltaFunction, doEvictAfter);
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements);
        }
    }

    private void evict(Iterable<TimestampedValue<T>> elements) {
        TimestampedValue<T> last = null;
        for (TimestampedValue<T> each : elements) {
            last = each;
        }
        if (last == null) {
            return;
        }
        for (Iterator<TimestampedValue<T>> all = elements.iterator(); all.hasNext(); ) {
            if (deltaFunction.getDelta(all.next().getValue(), last.getValue()) >= threshold) {
                all.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "DeltaEvictor(" + threshold + ")";
    }
}
