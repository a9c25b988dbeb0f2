package io.weir.runtime.operator.function;

import io.weir.api.function.CoMapFunction;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TwoInputOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import org.jspecify.annotations.Nullable;

/** One record in, one out, for each of two inputs. */
public final class CoMapOperator extends TwoInputOperator<CoMapFunction<Object, Object, Object>> {
    public CoMapOperator(OperatorContext context, Output output, CoMapFunction<Object, Object, Object> function) {
        super(context, output, function);
    }

    @Override
    protected void first(Object value, long timestamp) {
        selectKey(value);
        Object result;
        try {
            result = function.map1(value);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        pass(result, timestamp, "map1");
    }

    @Override
    protected void second(Object value, long timestamp) {
        selectSecondKey(value);
        Object result;
        try {
            result = function.map2(value);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        pass(result, timestamp, "map2");
    }

    private void pass(@Nullable Object result, long timestamp, String method) {
        if (result == null) {
            throw UserCode.returnedNull(context, method);
        }
        output.emit(result, timestamp);
    }
}
