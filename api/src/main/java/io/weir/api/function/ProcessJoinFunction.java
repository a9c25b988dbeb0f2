package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.OutputTag;

/** Sees each pair that an interval join found. What it emits has the higher of the two timestamps. */
public abstract class ProcessJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction {
    public abstract void processElement(IN1 left, IN2 right, Context ctx, Collector<OUT> out) throws Exception;

    /** Valid only during the call it was handed to. Times in milliseconds of event time. */
    public abstract class Context {
        public abstract long getLeftTimestamp();

        public abstract long getRightTimestamp();

        /** The higher of the two. */
        public abstract long getTimestamp();

        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
