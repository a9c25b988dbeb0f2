package io.weir.api.graph.operator;

import io.weir.api.function.CoFlatMapFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each of either input, without time or state of a key. */
public record CoFlatMapSpec(CoFlatMapFunction<?, ?, ?> function) implements FunctionSpec {
    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, CoFlatMapFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.coFlatMap(this);
    }
}
