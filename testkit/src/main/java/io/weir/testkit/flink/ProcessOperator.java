package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.ProcessFunction;

/** The operator of a process function. */
public final class ProcessOperator<IN, OUT> implements OneInputStreamOperator<IN, OUT> {
    private final ProcessFunction<IN, OUT> function;

    public ProcessOperator(ProcessFunction<IN, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(DataStream<IN> stream) {
        return stream.process(function);
    }
}
