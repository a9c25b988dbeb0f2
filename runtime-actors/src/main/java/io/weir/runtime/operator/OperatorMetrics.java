package io.weir.runtime.operator;

import io.weir.api.metrics.Counter;
import io.weir.api.metrics.Gauge;
import io.weir.api.metrics.Histogram;
import io.weir.api.metrics.HistogramStatistics;
import io.weir.api.metrics.Meter;
import io.weir.api.metrics.Metric;
import io.weir.api.metrics.MetricGroup;
import io.weir.api.metrics.OperatorMetricGroup;
import io.weir.api.metrics.View;
import io.weir.runtime.environment.UserMetric;
import io.weir.runtime.failure.ThrownText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The metrics that the functions of one operator of one subtask registered. Changed by the thread that runs the function only; the subtask's may look at them meanwhile. */
final class OperatorMetrics {
    /** Of one operator; further ones work and are not shown. */
    static final int MAX_SHOWN = 1_000;

    private static final int MAX_TEXT = 200;

    private final String operator;
    private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();
    private final Consumer<View> views;

    /** @param views is given each metric that wants to be told of time */
    OperatorMetrics(String operator, Consumer<View> views) {
        this.operator = operator;
        this.views = views;
    }

    OperatorMetricGroup root() {
        return new Group(List.of(), Map.of());
    }

    /** What they are now. A gauge that throws shows its exception. */
    List<UserMetric> read() {
        List<UserMetric> read = new ArrayList<>();
        metrics.forEach((name, metric) -> read.add(new UserMetric(operator, name, text(() -> value(metric)))));
        return read;
    }

    /** Never throws; not too long. */
    static String text(Supplier<String> value) {
        String text;
        try {
            text = value.get();
        } catch (Throwable e) { // user code
            text = ThrownText.of(e);
        }
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    private static String value(Metric metric) {
        if (metric instanceof Counter counter) {
            return Long.toString(counter.getCount());
        } else if (metric instanceof Gauge<?> gauge) {
            return String.valueOf(gauge.getValue());
        } else if (metric instanceof Meter meter) {
            return String.format(Locale.ROOT, "%d, %.1f/s", meter.getCount(), meter.getRate());
        } else if (metric instanceof Histogram histogram) {
            HistogramStatistics now = histogram.getStatistics();
            return String.format(
                    Locale.ROOT,
                    "%d, min %d, p50 %.0f, p95 %.0f, p99 %.0f, max %d",
                    histogram.getCount(),
                    now.getMin(),
                    now.getQuantile(0.5),
                    now.getQuantile(0.95),
                    now.getQuantile(0.99),
                    now.getMax());
        }
        return metric.toString();
    }

    /** A group, the operator's or one below. */
    private final class Group implements OperatorMetricGroup {
        private final List<String> path;
        private final Map<String, String> variables;

        Group(List<String> path, Map<String, String> variables) {
            this.path = List.copyOf(path);
            this.variables = variables;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            return add(name, counter);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            return add(name, gauge);
        }

        @Override
        public <M extends Meter> M meter(String name, M meter) {
            return add(name, meter);
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            return add(name, histogram);
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Group(with(name), variables);
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(variables);
            more.put("<" + key + ">", value);
            return new Group(with(key, value), more);
        }

        @Override
        public String[] getScopeComponents() {
            List<String> scope = new ArrayList<>(List.of(operator));
            scope.addAll(path);
            return scope.toArray(String[]::new);
        }

        @Override
        public Map<String, String> getAllVariables() {
            return Map.copyOf(variables);
        }

        private <M extends Metric> M add(String name, M metric) {
            if (metrics.size() < MAX_SHOWN && metrics.putIfAbsent(String.join(".", with(name)), metric) == null) {
                if (metric instanceof View view) {
                    views.accept(view);
                }
            }
            return metric;
        }

        private List<String> with(String... names) {
            List<String> longer = new ArrayList<>(path);
            longer.addAll(List.of(names));
            return longer;
        }
    }
}
