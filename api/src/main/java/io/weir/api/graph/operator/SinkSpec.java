package io.weir.api.graph.operator;

import io.weir.api.connector.Sink;
import java.io.Serializable;

/** Writes the records through the writers and committers of a sink. */
public record SinkSpec(Sink<?> sink) implements OperatorSpec {
    @Override
    public Serializable userObject() {
        return sink;
    }

    @Override
    public boolean isSink() {
        return true;
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.sink(this);
    }
}
