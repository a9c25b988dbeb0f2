package io.weir.api.metrics;

/** The group of an operator. */
public interface OperatorMetricGroup extends MetricGroup {}
