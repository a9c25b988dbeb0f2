package io.weir.benchmarks.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One figure of several runs: median and spread. {@link Double#NaN} where no run has it. */
final class Figures {
    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
        Arrays.sort(sorted);
    }

    static Figures of(List<JsonNode> runs, String field) {
        return new Figures(runs.stream()
                .filter(r -> r.path(field).isNumber())
                .mapToDouble(r -> r.path(field).asDouble())
                .toArray());
    }

    static Figures of(List<JsonNode> runs, ToDoubleFunction<JsonNode> figure) {
        return new Figures(runs.stream().mapToDouble(figure).toArray());
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double median() {
        return isEmpty() ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    double max() {
        return isEmpty() ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The median, in thousands. */
    String thousands() {
        return isEmpty() ? "" : thousands(median());
    }

    /** Smallest to largest, in thousands. */
    String thousandsRange() {
        return isEmpty() ? "" : thousands(sorted[0]) + "-" + thousands(max());
    }

    /** As {@code 1.2 (1.1-1.3)}. */
    String withRange() {
        if (isEmpty()) {
            return "";
        }
        String spread = sorted.length == 1 ? "" : " (" + number(sorted[0]) + "-" + number(max()) + ")";
        return number(median()) + spread;
    }

    private static String thousands(double v) {
        return String.format(Locale.ROOT, "%,d", Math.round(v / 1000));
    }

    /** Three digits; all of them above 1000. */
    static String number(double v) {
        if (Double.isNaN(v)) {
            return "";
        }
        return Math.abs(v) >= 1000
                ? String.format(Locale.ROOT, "%,d", Math.round(v))
                : String.format("%.4s", v).replaceAll("\\.$", "");
    }
}
