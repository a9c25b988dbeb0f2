package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.FlatMapFunction;

/** The operator of a flat map function. */
public final class StreamFlatMap<IN, OUT> implements OneInputStreamOperator<IN, OUT> {
    private final FlatMapFunction<IN, OUT> function;

    public StreamFlatMap(FlatMapFunction<IN, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(DataStream<IN> stream) {
        return stream.flatMap(function);
    }
}
