package io.weir.api.function;

/** A {@link JoinFunction} that is opened and closed. */
public abstract class RichJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements JoinFunction<IN1, IN2, OUT> {}
