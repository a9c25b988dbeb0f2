package io.weir.api.function;

/** A {@link ReduceFunction} with a life and a runtime context. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction implements ReduceFunction<T> {}
