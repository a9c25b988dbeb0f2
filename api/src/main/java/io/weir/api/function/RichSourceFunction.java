package io.weir.api.function;

/** A {@link SourceFunction} with a life and a runtime context. */
public abstract class RichSourceFunction<OUT> extends AbstractRichFunction implements SourceFunction<OUT> {}
