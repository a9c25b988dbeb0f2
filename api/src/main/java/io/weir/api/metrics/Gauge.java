package io.weir.api.metrics;

/** A value that is asked for when somebody wants to see it. */
@FunctionalInterface
public interface Gauge<T> extends Metric {
    T getValue();
}
