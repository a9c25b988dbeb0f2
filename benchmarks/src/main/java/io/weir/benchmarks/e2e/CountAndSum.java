package io.weir.benchmarks.e2e;

import io.weir.api.Collector;
import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.window.TimeWindow;
import io.weir.benchmarks.kit.Event;

/** How many events, and the sum of their values. */
final class CountAndSum implements MergeableAggregateFunction<Event, CountAndSum.Sums, CountAndSum.Sums> {
    /** The accumulator, and what it means. */
    public static final class Sums {
        public long count;
        public long sum;
    }

    /** What a window of a key comes to. */
    public record Result(long key, long start, long count, long sum) {}

    @Override
    public Sums createAccumulator() {
        return new Sums();
    }

    @Override
    public Sums add(Event event, Sums sums) {
        sums.count++;
        sums.sum += event.value;
        return sums;
    }

    @Override
    public Sums getResult(Sums sums) {
        return sums;
    }

    @Override
    public Sums merge(Sums a, Sums b) {
        a.count += b.count;
        a.sum += b.sum;
        return a;
    }

    /** Adds key and window. */
    static final class OfWindow implements WindowFunction<Sums, Result, Long, TimeWindow> {
        @Override
        public void apply(Long key, TimeWindow window, Iterable<Sums> in, Collector<Result> out) {
            for (Sums sums : in) {
                out.collect(new Result(key, window.getStart(), sums.count, sums.sum));
            }
        }
    }
}
