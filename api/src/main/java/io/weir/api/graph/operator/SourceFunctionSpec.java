package io.weir.api.graph.operator;

import io.weir.api.function.ParallelSourceFunction;
import io.weir.api.function.SourceFunction;
import org.jspecify.annotations.Nullable;

/** Records of a function that runs in a thread of its own. */
public record SourceFunctionSpec(SourceFunction<?> function) implements FunctionSpec {
    @Override
    public boolean isSource() {
        return true;
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public int mostSubtasks() {
        return function instanceof ParallelSourceFunction ? Integer.MAX_VALUE : 1;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return FunctionTypes.argument(function, SourceFunction.class, 0);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.sourceFunction(this);
    }
}
