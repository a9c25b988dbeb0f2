package io.weir.api.graph.operator;

import io.weir.api.function.SinkFunction;

/** Gives each record to the function; emits nothing. */
public record SinkFunctionSpec(SinkFunction<?> function) implements FunctionSpec {
    @Override
    public boolean isSink() {
        return true;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.sinkFunction(this);
    }
}
