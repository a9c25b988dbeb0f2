package io.weir.api.graph.operator;

import io.weir.api.function.KeyedCoProcessFunction;
import org.jspecify.annotations.Nullable;

/** Any number of records for each of either input, with timers and the state of the key that they share. */
public record KeyedCoProcessSpec(KeyedCoProcessFunction<?, ?, ?, ?> function) implements FunctionSpec {
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
        return FunctionTypes.argument(function, KeyedCoProcessFunction.class, 3);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.keyedCoProcess(this);
    }
}
