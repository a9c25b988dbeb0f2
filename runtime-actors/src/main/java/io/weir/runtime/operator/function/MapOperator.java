package io.weir.runtime.operator.function;

import io.weir.api.function.MapFunction;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;

/** One record in, one out. */
public final class MapOperator extends UserFunctionOperator<MapFunction<Object, Object>> {
    public MapOperator(OperatorContext context, Output output, MapFunction<Object, Object> function) {
        super(context, output, function);
    }

    @Override
    public void emit(Object value, long timestamp) {
        selectKey(value);
        Object result;
        try {
            result = function.map(value);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        if (result == null) {
            throw UserCode.returnedNull(context, "map");
        }
        output.emit(result, timestamp);
    }
}
