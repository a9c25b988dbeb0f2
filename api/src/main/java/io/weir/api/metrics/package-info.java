/**
 * Numbers that a function shows while it runs: {@code getRuntimeContext().getMetricGroup().counter("orders")}. {@code ./weir status} lists
 * them for each subtask. They start anew with each attempt and are in no checkpoint; what must be exact is an {@link
 * io.weir.api.accumulator.Accumulator}. Start at {@link io.weir.api.metrics.MetricGroup}.
 */
@NullMarked
package io.weir.api.metrics;

import org.jspecify.annotations.NullMarked;
