package io.weir.api.state;

/** What a {@link io.weir.api.function.ReduceFunction} made of all values added. */
public interface ReducingState<T> extends MergingState<T, T> {}
