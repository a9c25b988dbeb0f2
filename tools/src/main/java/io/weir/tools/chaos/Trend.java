package io.weir.tools.chaos;

import io.weir.tools.chaos.Statistics.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one thing of one node stays flat. The rule: its trend over the whole run, by Theil and Sen's slope, is at most a tenth of its median, or
 * what {@link SoakMetric#floor} forgives if that is more. The slope is the steeper of two: over all processes that the node was, and within those
 * that lived for half of the run. Within a short life one step, such as a job that moves to the node, would look like a trend. So would the step of
 * a node that begins to lead, in any life: what it took before and after are never compared.
 *
 * @param of a node, or {@code cluster}
 * @param growth over the whole run, as the slope says it
 * @param allowed growth
 */
public record Trend(SoakMetric metric, String of, int samples, double median, double growth, double allowed) {
    private static final double SHARE = 0.1;
    private static final double LONG_LIFE = 0.5; // of the run

    /**
     * What was seen of one process while it led, or while it did not, in the order of time.
     *
     * @param process its number
     */
    record Stretch(long process, boolean leads, List<Point> points) {}

    /**
     * Pure.
     *
     * @param stretches without warm-up, in the order of time
     * @param runSeconds how long the run took
     * @param apartSeconds points that are closer tell nothing
     * @return empty if too little was seen
     */
    static Optional<Trend> of(
            SoakMetric metric, String of, List<Stretch> stretches, double runSeconds, double apartSeconds) {
        List<List<Point>> byRole = List.of(points(stretches, true), points(stretches, false));
        List<List<Point>> longLives = stretches.stream()
                .filter(stretch -> seconds(stretch.process, stretches) >= LONG_LIFE * runSeconds)
                .map(Stretch::points)
                .toList();
        double within = Statistics.slope(longLives, apartSeconds);
        double across = Statistics.slope(byRole, apartSeconds);
        if (Double.isNaN(across)) {
            return Optional.empty();
        }
        double slope = Double.isNaN(within) ? across : Math.max(within, across);
        List<Double> values = stretches.stream()
                .flatMap(stretch -> stretch.points.stream())
                .map(Point::value)
                .toList();
        double median = Statistics.median(values);
        return Optional.of(new Trend(
                metric, of, values.size(), median, slope * runSeconds, Math.max(metric.floor(), SHARE * median)));
    }

    private static List<Point> points(List<Stretch> stretches, boolean leads) {
        List<Point> points = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (stretch.leads == leads) {
                points.addAll(stretch.points);
            }
        }
        return points;
    }

    /** From the first point of a process to its last. */
    private static double seconds(long process, List<Stretch> stretches) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (Stretch stretch : stretches) {
            if (stretch.process == process && !stretch.points.isEmpty()) {
                first = Double.isNaN(first) ? stretch.points.get(0).seconds() : first;
                last = stretch.points.get(stretch.points.size() - 1).seconds();
            }
        }
        return Double.isNaN(first) ? 0 : last - first;
    }

    public boolean flat() {
        return growth <= allowed;
    }

    /** How much of what is allowed was used. */
    double used() {
        return growth / allowed;
    }
}
