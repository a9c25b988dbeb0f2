package io.weir.api.function;

/** A {@link SourceFunction} that may run with any parallelism. */
public interface ParallelSourceFunction<OUT> extends SourceFunction<OUT> {}
