package io.weir.testkit.flink;

import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.CoMapFunction;

/** The operator of a map function over two streams. */
public final class CoStreamMap<IN1, IN2, OUT> implements TwoInputStreamOperator<IN1, IN2, OUT> {
    private final CoMapFunction<IN1, IN2, OUT> function;

    public CoStreamMap(CoMapFunction<IN1, IN2, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(ConnectedStreams<IN1, IN2> streams) {
        return streams.map(function);
    }
}
