package io.weir.launch.chaos;

import io.weir.launch.chaos.Statistics.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one thing of one node stays flat. The rule: its trend over the whole run, by Theil and Sen's slope, is at most a tenth of its median, or
 * what {@link SoakMetric#floor} forgives if that is more. The slope is the steeper of two: over all processes that the node was, and within those
 * that lived for half of the run. Within a short life one step, such as a job that moves to the node, would look like a trend.
 *
 * @param of a node, or {@code cluster}
 * @param growth over the whole run, as the slope says it
 * @param allowed growth
 */
public record Trend(SoakMetric metric, String of, int samples, double median, double growth, double allowed) {
    private static final double SHARE = 0.1;
    private static final double LONG_LIFE = 0.5; // of the run

    /**
     * Pure.
     *
     * @param lives what was seen of each process, without its warm-up, in the order of time
     * @param runSeconds how long the run took
     * @param apartSeconds points that are closer tell nothing
     * @return empty if too little was seen
     */
    static Optional<Trend> of(
            SoakMetric metric, String of, List<List<Point>> lives, double runSeconds, double apartSeconds) {
        List<Point> all = new ArrayList<>();
        lives.forEach(all::addAll);
        List<List<Point>> longLives = lives.stream()
                .filter(life -> seconds(life) >= LONG_LIFE * runSeconds)
                .toList();
        double within = Statistics.slope(longLives, apartSeconds);
        double across = Statistics.slope(List.of(all), apartSeconds);
        if (Double.isNaN(across)) {
            return Optional.empty();
        }
        double slope = Double.isNaN(within) ? across : Math.max(within, across);
        double median = Statistics.median(all.stream().map(Point::value).toList());
        return Optional.of(new Trend(
                metric, of, all.size(), median, slope * runSeconds, Math.max(metric.floor(), SHARE * median)));
    }

    private static double seconds(List<Point> life) {
        return life.isEmpty()
                ? 0
                : life.get(life.size() - 1).seconds() - life.get(0).seconds();
    }

    public boolean flat() {
        return growth <= allowed;
    }

    /** How much of what is allowed was used. */
    double used() {
        return growth / allowed;
    }
}
