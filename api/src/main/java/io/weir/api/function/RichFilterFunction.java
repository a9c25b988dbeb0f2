package io.weir.api.function;

/** A {@link FilterFunction} with a life and a runtime context. */
public abstract class RichFilterFunction<T> extends AbstractRichFunction implements FilterFunction<T> {}
