package io.weir.api.function;

/**
 * An aggregate that promises to give the same result, to the last bit, however its values are divided among accumulators and in whatever order
 * these are merged. Sliding windows then add each record once, to the part of time it falls into, and merge parts when a window fires;
 * otherwise a record is added to each window it belongs to, because only so the result is certain to be that of one value after the other.
 *
 * <p>Counts, sums of integers, smallest and greatest values keep the promise; sums of {@code double} and anything that depends on the order of
 * arrival do not. A fresh accumulator must be neutral, and {@link #merge} may change and return {@code a}, but must leave {@code b} as it is
 * and keep nothing of it that can change.
 */
public interface MergeableAggregateFunction<IN, ACC, OUT> extends AggregateFunction<IN, ACC, OUT> {
    @Override
    ACC merge(ACC a, ACC b);
}
