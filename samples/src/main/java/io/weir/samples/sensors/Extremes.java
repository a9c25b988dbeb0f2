package io.weir.samples.sensors;

import io.weir.api.function.AggregateFunction;

/** Lowest, highest and mean of any number of values, of which none is kept. */
final class Extremes implements AggregateFunction<Double, Extremes.Sum, Extremes.Sum> {
    private static final long serialVersionUID = 1L;

    record Sum(int count, double sum, double low, double high) {
        double mean() {
            return sum / count;
        }
    }

    @Override
    public Sum createAccumulator() {
        return new Sum(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Override
    public Sum add(Double value, Sum sum) {
        return new Sum(sum.count + 1, sum.sum + value, Math.min(sum.low, value), Math.max(sum.high, value));
    }

    @Override
    public Sum getResult(Sum sum) {
        return sum;
    }

    @Override
    public Sum merge(Sum a, Sum b) {
        return new Sum(a.count + b.count, a.sum + b.sum, Math.min(a.low, b.low), Math.max(a.high, b.high));
    }
}
