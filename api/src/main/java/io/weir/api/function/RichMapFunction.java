package io.weir.api.function;

/** A {@link MapFunction} with a life and a runtime context. */
public abstract class RichMapFunction<IN, OUT> extends AbstractRichFunction implements MapFunction<IN, OUT> {}
