package io.weir.api.function;

/** A {@link CoGroupFunction} that is opened and closed. */
public abstract class RichCoGroupFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoGroupFunction<IN1, IN2, OUT> {}
