package io.weir.api.function;

/** A {@link ParallelSourceFunction} with a life and a runtime context. */
public abstract class RichParallelSourceFunction<OUT> extends AbstractRichFunction
        implements ParallelSourceFunction<OUT> {}
