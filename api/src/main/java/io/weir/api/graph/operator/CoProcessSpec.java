package io.weir.api.graph.operator;

import io.weir.api.function.CoProcessFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each of either input. */
public record CoProcessSpec(CoProcessFunction<?, ?, ?> function) implements FunctionSpec {
    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, CoProcessFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.coProcess(this);
    }
}
