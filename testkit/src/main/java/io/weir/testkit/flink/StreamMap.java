package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.MapFunction;

/** The operator of a map function. */
public final class StreamMap<IN, OUT> implements OneInputStreamOperator<IN, OUT> {
    private final MapFunction<IN, OUT> function;

    public StreamMap(MapFunction<IN, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(DataStream<IN> stream) {
        return stream.map(function);
    }
}
