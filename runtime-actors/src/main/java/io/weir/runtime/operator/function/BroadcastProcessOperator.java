package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReadOnlyBroadcastState;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TwoInputOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function on a stream without keys and a broadcast stream, which is the second input. */
public final class BroadcastProcessOperator extends TwoInputOperator<BroadcastProcessFunction<Object, Object, Object>> {
    private final CurrentElement element;
    private final BroadcastStates states;
    private final ReadOnly readOnly = new ReadOnly();
    private final Writing writing = new Writing();

    public BroadcastProcessOperator(
            OperatorContext context,
            Output output,
            BroadcastProcessFunction<Object, Object, Object> function,
            List<MapStateDescriptor<?, ?>> states) {
        super(context, output, function);
        this.element = new CurrentElement(context, output);
        this.states = new BroadcastStates(context, states);
    }

    @Override
    public void open() throws Exception {
        states.open();
        super.open();
    }

    @Override
    protected void first(Object value, long timestamp) {
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

    private final class ReadOnly extends BroadcastProcessFunction<Object, Object, Object>.ReadOnlyContext {
        ReadOnly() {
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
        public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
            return states.get(descriptor);
        }
    }

    private final class Writing extends BroadcastProcessFunction<Object, Object, Object>.Context {
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
    }
}
