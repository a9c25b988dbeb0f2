package io.weir.testkit.flink;

import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.CoProcessFunction;

/** The operator of a process function over two streams. */
public final class CoProcessOperator<IN1, IN2, OUT> implements TwoInputStreamOperator<IN1, IN2, OUT> {
    private final CoProcessFunction<IN1, IN2, OUT> function;

    public CoProcessOperator(CoProcessFunction<IN1, IN2, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(ConnectedStreams<IN1, IN2> streams) {
        return streams.process(function);
    }
}
