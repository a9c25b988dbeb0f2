package io.weir.api.graph.operator;

import io.weir.api.function.ReduceFunction;
import org.jspecify.annotations.Nullable;

/** Keyed running reduce; every update is emitted. */
public record ReduceSpec(ReduceFunction<?> function) implements FunctionSpec {
    @Override
    public Object fieldUser() {
        return function;
    }

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
        return reads;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.reduce(this);
    }
}
