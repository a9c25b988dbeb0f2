package io.weir.api.function;

/** A {@link FlatMapFunction} with a life and a runtime context. */
public abstract class RichFlatMapFunction<IN, OUT> extends AbstractRichFunction implements FlatMapFunction<IN, OUT> {}
