package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import org.jspecify.annotations.Nullable;

/** As {@link CoProcessFunction}, on two streams that are keyed by the same key; it can see the key. */
public abstract class KeyedCoProcessFunction<K, IN1, IN2, OUT> extends AbstractRichFunction {
    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** Called when a timer fires; state is that of the key that registered it. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** Valid only during the call it was handed to. */
    public abstract class Context {
        /** Milliseconds of event time of the record or timer; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract K getCurrentKey();
    }

    /** What {@link KeyedCoProcessFunction#onTimer} sees. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();
    }
}
