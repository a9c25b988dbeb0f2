package io.weir.api.state;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names a state of an operator. Types are welcome, never needed: codecs are chosen by the class of each value.
 *
 * @param <S> the kind of state
 * @param <T> the type of its value
 */
public abstract class StateDescriptor<S extends State, T> implements Serializable {
    /** The kinds of state. */
    public enum Type {
        VALUE,
        LIST,
        REDUCING,
        AGGREGATING,
        MAP
    }

    private final String name;
    private final @Nullable Class<?> valueClass;
    private final @Nullable T defaultValue;

    StateDescriptor(String name, @Nullable Class<?> valueClass, @Nullable T defaultValue) {
        this.name = Argument.named(name, "name");
        this.valueClass = valueClass;
        this.defaultValue = defaultValue;
    }

    public final String getName() {
        return name;
    }

    /** The class the user gave for values (list elements, map values, accumulators), or null. */
    public final @Nullable Class<?> getValueClass() {
        return valueClass;
    }

    /** What an empty state reads as; null without one. Shared by all keys: it must not be changed. */
    public @Nullable T getDefaultValue() {
        return defaultValue;
    }

    public abstract Type getType();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StateDescriptor<?, ?> that && getType() == that.getType() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + name + ")";
    }
}
