package io.weir.api.function;

/** A {@link FlatJoinFunction} that is opened and closed. */
public abstract class RichFlatJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements FlatJoinFunction<IN1, IN2, OUT> {}
