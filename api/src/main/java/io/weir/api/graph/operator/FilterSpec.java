package io.weir.api.graph.operator;

import io.weir.api.function.FilterFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the records for which the function says so. */
public record FilterSpec(FilterFunction<?> function) implements FunctionSpec {
    @Override
    public boolean emitsWhatItReturns() {
        return true;
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return reads;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.filter(this);
    }
}
