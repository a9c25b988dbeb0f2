package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedStateFunction;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReadOnlyBroadcastState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorTimerService;
import io.weir.runtime.operator.TwoInputOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import io.weir.state.KeyedStateBackend;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function on a keyed stream and a broadcast stream, which is the second input and has no key. */
public final class KeyedBroadcastProcessOperator
        extends TwoInputOperator<KeyedBroadcastProcessFunction<Object, Object, Object, Object>> {
    private final CurrentElement element;
    private final BroadcastStates states;
    private @Nullable ReadOnly readOnly;
    private final Writing writing = new Writing();

    public KeyedBroadcastProcessOperator(
            OperatorContext context,
            Output output,
            KeyedBroadcastProcessFunction<Object, Object, Object, Object> function,
            List<MapStateDescriptor<?, ?>> states) {
        super(context, output, function);
        this.element = new CurrentElement(context, output);
        this.states = new BroadcastStates(context, states);
    }

    @Override
    public void open() throws Exception {
        states.open();
        readOnly = new ReadOnly(OperatorTimerService.open(context, this::onTimer));
        super.open();
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    protected void first(Object value, long timestamp) {
        selectKey(value);
        element.record(timestamp);
        try {
            function.processElement(value, readOnly, element.collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    protected void second(Object value, long timestamp) {
        element.record(timestamp);
        try {
            function.processBroadcastElement(value, writing, element.collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before the first timer
    private void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        element.timer(domain, time);
        function.onTimer(time, readOnly, element.collector);
    }

    /** The state that a descriptor names, of the current key. */
    @SuppressWarnings("unchecked") // the kind of the descriptor says so
    private <S extends State> S keyedState(StateDescriptor<S, ?> descriptor) throws IOException {
        KeyedStateBackend backend = context.keyedState();
        State state = switch (descriptor.getType()) {
            case VALUE -> backend.getValueState((ValueStateDescriptor<?>) descriptor);
            case LIST -> backend.getListState((ListStateDescriptor<?>) descriptor);
            case MAP -> backend.getMapState((MapStateDescriptor<?, ?>) descriptor);
            case REDUCING -> backend.getReducingState((ReducingStateDescriptor<?>) descriptor);
            case AGGREGATING -> backend.getAggregatingState((AggregatingStateDescriptor<?, ?, ?>) descriptor);
        };
        return (S) state;
    }

    private final class ReadOnly extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.OnTimerContext {
        private final TimerService timers;

        ReadOnly(TimerService timers) {
            function.super();
            this.timers = timers;
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public TimeDomain timeDomain() {
            return element.domain();
        }

        @Override
        public Object getCurrentKey() {
            return element.currentKey();
        }

        @Override
        public @Nullable Long timestamp() {
            return element.timestamp();
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            element.output(tag, value);
        }

        @Override
        public long currentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
            return states.get(descriptor);
        }
    }

    private final class Writing extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.Context {
        Writing() {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return element.timestamp();
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            element.output(tag, value);
        }

        @Override
        public long currentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
            return states.get(descriptor);
        }

        @Override
        public <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> descriptor, KeyedStateFunction<Object, S> action) throws Exception {
            S state = keyedState(descriptor);
            context.keyedState().forEachKey(descriptor.getName(), key -> apply(action, key, state));
        }

        private <S extends State> void apply(KeyedStateFunction<Object, S> action, Object key, S state) {
            try {
                action.process(key, state);
            } catch (Throwable e) {
                throw UserCode.failed(context, e);
            }
        }
    }
}
