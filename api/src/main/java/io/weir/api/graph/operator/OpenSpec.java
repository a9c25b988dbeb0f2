package io.weir.api.graph.operator;

import java.io.Serializable;

/** An operator of another module, made by its factory. */
public record OpenSpec(OperatorFactory factory) implements OperatorSpec {
    @Override
    public Serializable userObject() {
        return factory;
    }

    @Override
    public boolean hasStateOfItsOwn() {
        return factory.hasState();
    }

    @Override
    public KeyUse keyUse() {
        return factory.keyUse();
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.open(this);
    }
}
