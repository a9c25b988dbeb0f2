package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import org.jspecify.annotations.Nullable;

/** Sees each record with its key, has state and timers of that key, and writes to the main output and to side outputs. */
public abstract class KeyedProcessFunction<K, I, O> extends AbstractRichFunction {
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /** Called when a timer fires; state is that of the key that registered it. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** Valid only during the call it was handed to. */
    public abstract class Context {
        /** Milliseconds of event time of the record or timer; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract K getCurrentKey();
    }

    /** What {@link KeyedProcessFunction#onTimer} sees. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();
    }
}
