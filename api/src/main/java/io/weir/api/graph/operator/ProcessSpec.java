package io.weir.api.graph.operator;

import io.weir.api.function.ProcessFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each, with its time and side outputs. */
public record ProcessSpec(ProcessFunction<?, ?> function) implements FunctionSpec {
    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, ProcessFunction.class, 1);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.process(this);
    }
}
