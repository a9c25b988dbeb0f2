package io.weir.api.graph.operator;

import io.weir.api.function.FlatMapFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each. */
public record FlatMapSpec(FlatMapFunction<?, ?> function) implements FunctionSpec {
    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, FlatMapFunction.class, 1);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.flatMap(this);
    }
}
