package io.weir.testkit.flink;

import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.KeyedCoProcessFunction;

/** The operator of a keyed process function over two streams; for a keyed harness. */
public final class KeyedCoProcessOperator<K, IN1, IN2, OUT> implements TwoInputStreamOperator<IN1, IN2, OUT> {
    private final KeyedCoProcessFunction<K, IN1, IN2, OUT> function;

    public KeyedCoProcessOperator(KeyedCoProcessFunction<K, IN1, IN2, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(ConnectedStreams<IN1, IN2> streams) {
        return streams.process(function);
    }
}
