package io.weir.api.accumulator;

import java.io.Serializable;

/**
 * Collects values in each subtask; what all have collected is merged. One of your own needs a constructor without arguments and fields that
 * have codecs, as state does. Confined to its subtask's thread.
 *
 * @param <V> what is added
 * @param <R> what comes out
 */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {
    void add(V value);

    /** What this subtask has so far. */
    R getLocalValue();

    /** Empty again. */
    void resetLocal();

    /** Takes over what another subtask collected; the other stays as it is. */
    void merge(Accumulator<V, R> other);

    /** A copy that shares nothing with this. */
    Accumulator<V, R> clone();
}
