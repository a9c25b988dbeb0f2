package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.FilterFunction;

/** The operator of a filter function. */
public final class StreamFilter<IN> implements OneInputStreamOperator<IN, IN> {
    private final FilterFunction<IN> function;

    public StreamFilter(FilterFunction<IN> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<IN> on(DataStream<IN> stream) {
        return stream.filter(function);
    }
}
