package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.graph.operator.BroadcastProcessSpec;
import io.weir.api.graph.operator.KeyedBroadcastProcessSpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.MapStateDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream, keyed or not, beside a broadcast stream. Made by {@link DataStream#connect(BroadcastStream)}. */
public class BroadcastConnectedStream<IN1, IN2> {
    private final DataStream<IN1> first;
    private final BroadcastStream<IN2> second;

    BroadcastConnectedStream(DataStream<IN1> first, BroadcastStream<IN2> second) {
        this.first = first;
        this.second = second;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return first.environment;
    }

    public DataStream<IN1> getFirstInput() {
        return first;
    }

    public BroadcastStream<IN2> getSecondInput() {
        return second;
    }

    /** For a keyed first stream. */
    public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function) {
        Argument.given(function, "function");
        return made("Co-Process-Broadcast-Keyed", new KeyedBroadcastProcessSpec(function, descriptors()));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function, @Nullable TypeInformation<OUT> outTypeInfo) {
        return process(function);
    }

    /** For a first stream without keys. */
    public <OUT> SingleOutputStreamOperator<OUT> process(BroadcastProcessFunction<IN1, IN2, OUT> function) {
        Argument.given(function, "function");
        return made("Co-Process-Broadcast", new BroadcastProcessSpec(function, descriptors()));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <OUT> SingleOutputStreamOperator<OUT> process(
            BroadcastProcessFunction<IN1, IN2, OUT> function, @Nullable TypeInformation<OUT> outTypeInfo) {
        return process(function);
    }

    private List<MapStateDescriptor<?, ?>> descriptors() {
        return second.getBroadcastStateDescriptors();
    }

    private <OUT> SingleOutputStreamOperator<OUT> made(String name, OperatorSpec spec) {
        return TwoInputs.operator(name, spec, first, second.stream(), first.stateKey(), null);
    }
}
