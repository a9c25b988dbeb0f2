package io.weir.api.function;

/** A {@link SinkFunction} with a life and a runtime context. */
public abstract class RichSinkFunction<IN> extends AbstractRichFunction implements SinkFunction<IN> {}
