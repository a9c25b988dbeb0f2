package io.weir.runtime.operator.function;

import io.weir.api.function.FlatMapFunction;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;

/** One record in, any number out. */
public final class FlatMapOperator extends UserFunctionOperator<FlatMapFunction<Object, Object>> {
    private final TimestampedCollector collector;

    public FlatMapOperator(OperatorContext context, Output output, FlatMapFunction<Object, Object> function) {
        super(context, output, function);
        this.collector = new TimestampedCollector(context, output, "flatMap");
    }

    @Override
    public void emit(Object value, long timestamp) {
        selectKey(value);
        collector.timestamp = timestamp;
        try {
            function.flatMap(value, collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }
}
