package io.weir.api.window.evictor;

import io.weir.api.window.Window;
import java.io.Serializable;

/**
 * Removes records from a window when it fires, before or after its function sees them. A window with an evictor keeps all its records, also if
 * they are only reduced or aggregated.
 */
public interface Evictor<T, W extends Window> extends Serializable {
    /** Removes by {@code elements.iterator().remove()}; the records come in the order they arrived. */
    void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /** As {@link #evictBefore}, after the function was called. */
    void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /** What an evictor may ask. */
    interface EvictorContext {
        /** Milliseconds. */
        long getCurrentProcessingTime();

        /** Milliseconds. */
        long getCurrentWatermark();
    }
}
