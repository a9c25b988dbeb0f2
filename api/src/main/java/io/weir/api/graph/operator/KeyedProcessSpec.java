package io.weir.api.graph.operator;

import io.weir.api.function.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each, with timers and the state of its key. */
public record KeyedProcessSpec(KeyedProcessFunction<?, ?, ?> function) implements FunctionSpec {
    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public KeyUse keyUse() {
        return KeyUse.NEEDED;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, KeyedProcessFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.keyedProcess(this);
    }
}
