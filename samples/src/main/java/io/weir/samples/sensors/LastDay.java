package io.weir.samples.sensors;

import io.weir.api.function.AggregateFunction;
import java.util.List;
import java.util.stream.Stream;

/** The average of the last 24 values, one an hour; keeps just these. */
final class LastDay implements AggregateFunction<Double, List<Double>, Double> {
    private static final long serialVersionUID = 1L;
    private static final int HOURS = 24;

    @Override
    public List<Double> createAccumulator() {
        return List.of();
    }

    @Override
    public List<Double> add(Double value, List<Double> hours) {
        return last(hours, List.of(value));
    }

    @Override
    public Double getResult(List<Double> hours) {
        return hours.stream().mapToDouble(each -> each).average().orElse(0);
    }

    @Override
    public List<Double> merge(List<Double> earlier, List<Double> later) {
        return last(earlier, later);
    }

    private static List<Double> last(List<Double> earlier, List<Double> later) {
        int tooMany = Math.max(0, earlier.size() + later.size() - HOURS);
        return Stream.concat(earlier.stream(), later.stream()).skip(tooMany).toList();
    }
}
