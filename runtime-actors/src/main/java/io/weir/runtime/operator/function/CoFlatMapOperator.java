package io.weir.runtime.operator.function;

import io.weir.api.function.CoFlatMapFunction;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.operator.TwoInputOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;

/** One record in, any number out, for each of two inputs. */
public final class CoFlatMapOperator extends TwoInputOperator<CoFlatMapFunction<Object, Object, Object>> {
    private final TimestampedCollector collector;

    public CoFlatMapOperator(
            OperatorContext context, Output output, CoFlatMapFunction<Object, Object, Object> function) {
        super(context, output, function);
        this.collector = new TimestampedCollector(context, output, "flatMap");
    }

    @Override
    protected void first(Object value, long timestamp) {
        selectKey(value);
        collector.timestamp = timestamp;
        try {
            function.flatMap1(value, collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    protected void second(Object value, long timestamp) {
        selectSecondKey(value);
        collector.timestamp = timestamp;
        try {
            function.flatMap2(value, collector);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }
}
