package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Sees each record of two connected streams with its timestamp, and writes to the main output and to side outputs. If both streams are keyed
 * by the same key, it has state and timers of that key, which both sides share. All methods are called by one thread.
 */
public abstract class CoProcessFunction<IN1, IN2, OUT> extends AbstractRichFunction {
    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** Called when a timer fires. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** Valid only during the call it was handed to. */
    public abstract class Context {
        /** Milliseconds of event time of the record or timer; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }

    /** What {@link CoProcessFunction#onTimer} sees. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();
    }
}
