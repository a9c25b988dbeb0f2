package io.weir.tools.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Quantiles, and trends that outliers do not bend. */
final class Statistics {
    /** Something was {@code value} at {@code seconds} after the beginning. */
    record Point(double seconds, double value) {}

    private Statistics() {}

    /**
     * The nearest rank; not a number if there is none.
     *
     * @param sorted ascending
     * @param share 0 to 1
     */
    static double quantile(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    static double median(Collection<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return quantile(sorted, 0.5);
    }

    /**
     * Theil and Sen's slope of several series that may lie at different heights: the median of the slopes between any two points of the same series
     * that are far enough apart.
     *
     * @param leastSeconds between two points
     * @return per second; not a number if no two points are far enough apart
     */
    static double slope(Collection<List<Point>> series, double leastSeconds) {
        List<Double> slopes = new ArrayList<>();
        for (List<Point> points : series) {
            for (int from = 0; from < points.size(); from++) {
                for (int to = from + 1; to < points.size(); to++) {
                    double seconds = points.get(to).seconds - points.get(from).seconds;
                    if (seconds >= leastSeconds) {
                        slopes.add((points.get(to).value - points.get(from).value) / seconds);
                    }
                }
            }
        }
        return median(slopes);
    }
}
