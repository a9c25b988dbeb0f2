package io.weir.api.function;

/** With open, close, and state of the key if both streams are keyed. */
public abstract class RichCoMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoMapFunction<IN1, IN2, OUT> {}
