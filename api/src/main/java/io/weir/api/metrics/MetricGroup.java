package io.weir.api.metrics;

import java.util.Map;

/**
 * The metrics of one operator in one subtask, or those below a name of them. A name that is taken keeps its first metric: the second one
 * works and is not shown. Confined to the subtask's thread.
 */
public interface MetricGroup {
    /** A new counter. */
    default Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    /** A new counter. */
    default Counter counter(int name) {
        return counter(Integer.toString(name));
    }

    <C extends Counter> C counter(String name, C counter);

    default <C extends Counter> C counter(int name, C counter) {
        return counter(Integer.toString(name), counter);
    }

    <T, G extends Gauge<T>> G gauge(String name, G gauge);

    default <T, G extends Gauge<T>> G gauge(int name, G gauge) {
        return this.<T, G>gauge(Integer.toString(name), gauge);
    }

    <M extends Meter> M meter(String name, M meter);

    default <M extends Meter> M meter(int name, M meter) {
        return meter(Integer.toString(name), meter);
    }

    <H extends Histogram> H histogram(String name, H histogram);

    default <H extends Histogram> H histogram(int name, H histogram) {
        return histogram(Integer.toString(name), histogram);
    }

    /** Metrics of it are shown as {@code name.metric}. */
    MetricGroup addGroup(String name);

    default MetricGroup addGroup(int name) {
        return addGroup(Integer.toString(name));
    }

    /** Metrics of it are shown as {@code key.value.metric}; the value is a variable. */
    MetricGroup addGroup(String key, String value);

    /** The operator's name and the groups down to this one. */
    String[] getScopeComponents();

    /** What {@link #addGroup(String, String)} was given down to this group, each key in {@code <>}. */
    Map<String, String> getAllVariables();

    /** The scope and the name, with dots between. */
    default String getMetricIdentifier(String metricName) {
        return String.join(".", getScopeComponents()) + "." + metricName;
    }
}
