package io.weir.api.graph.operator;

import io.weir.api.function.MapFunction;
import org.jspecify.annotations.Nullable;

/** One record for each. */
public record MapSpec(MapFunction<?, ?> function) implements FunctionSpec {
    @Override
    public boolean emitsWhatItReturns() {
        return true;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.result(function, MapFunction.class, 1);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.map(this);
    }
}
