package io.weir.testkit.flink;

import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.CoFlatMapFunction;

/** The operator of a flat map function over two streams. */
public final class CoStreamFlatMap<IN1, IN2, OUT> implements TwoInputStreamOperator<IN1, IN2, OUT> {
    private final CoFlatMapFunction<IN1, IN2, OUT> function;

    public CoStreamFlatMap(CoFlatMapFunction<IN1, IN2, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(ConnectedStreams<IN1, IN2> streams) {
        return streams.flatMap(function);
    }
}
