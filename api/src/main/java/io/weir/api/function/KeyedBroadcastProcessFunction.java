package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;

/**
 * As {@link BroadcastProcessFunction}, with a keyed first stream: its side has state and timers of the record's key; the broadcast side has
 * no key, and can go over the state of all of the subtask's keys.
 */
public abstract class KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> extends BaseBroadcastProcessFunction {
    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** Called when a timer fires; state is that of the key that registered it. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** What the broadcast side sees. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {
        /** Calls {@code function} with each key of this subtask that has that state. It may change the state. */
        public abstract <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<KS, S> function) throws Exception;
    }

    /** What the keyed side sees. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {
        public abstract TimerService timerService();

        public abstract KS getCurrentKey();
    }

    /** What {@link KeyedBroadcastProcessFunction#onTimer} sees. */
    public abstract class OnTimerContext extends ReadOnlyContext {
        public abstract TimeDomain timeDomain();
    }
}
