package io.weir.api.graph.operator;

import io.weir.api.function.CoMapFunction;
import org.jspecify.annotations.Nullable;

/** One record for each of either input. */
public record CoMapSpec(CoMapFunction<?, ?, ?> function) implements FunctionSpec {
    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, CoMapFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.coMap(this);
    }
}
