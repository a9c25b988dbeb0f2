package io.weir.api.state;

/** What an {@link io.weir.api.function.AggregateFunction} made of all values added. */
public interface AggregatingState<IN, OUT> extends MergingState<IN, OUT> {}
