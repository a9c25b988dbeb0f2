package io.weir.runtime.operator.function;

import io.weir.api.function.FilterFunction;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;

/** Lets through what the user's predicate keeps. */
public final class FilterOperator extends UserFunctionOperator<FilterFunction<Object>> {
    public FilterOperator(OperatorContext context, Output output, FilterFunction<Object> function) {
        super(context, output, function);
    }

    @Override
    public void emit(Object value, long timestamp) {
        selectKey(value);
        boolean keep;
        try {
            keep = function.filter(value);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        if (keep) {
            output.emit(value, timestamp);
        }
    }
}
