package io.weir.samples.earthquakes;

import io.weir.api.function.AggregateFunction;

/** How many, and the strongest, of any earthquakes: one small value for each window, however many are in it. */
final class CountAndStrongest implements AggregateFunction<Earthquake, CountAndStrongest.Sum, CountAndStrongest.Sum> {
    private static final long serialVersionUID = 1L;

    record Sum(int count, double strongest) {}

    @Override
    public Sum createAccumulator() {
        return new Sum(0, Double.NEGATIVE_INFINITY); // magnitudes may be below zero
    }

    @Override
    public Sum add(Earthquake earthquake, Sum sum) {
        return new Sum(sum.count + 1, Math.max(sum.strongest, earthquake.magnitude()));
    }

    @Override
    public Sum getResult(Sum sum) {
        return sum;
    }

    @Override
    public Sum merge(Sum a, Sum b) {
        return new Sum(a.count + b.count, Math.max(a.strongest, b.strongest));
    }
}
