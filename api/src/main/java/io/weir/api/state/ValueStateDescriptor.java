package io.weir.api.state;

import io.weir.api.argument.Argument;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Names a {@link ValueState}. */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
    public ValueStateDescriptor(String name) {
        super(name, null, null);
    }

    public ValueStateDescriptor(String name, Class<T> type) {
        super(name, Argument.given(type, "type"), null);
    }

    public ValueStateDescriptor(String name, Class<T> type, @Nullable T defaultValue) {
        super(name, Argument.given(type, "type"), defaultValue);
    }

    public ValueStateDescriptor(String name, TypeInformation<T> type) {
        this(name, Argument.given(type, "type").getTypeClass());
    }

    public ValueStateDescriptor(String name, TypeInformation<T> type, @Nullable T defaultValue) {
        this(name, Argument.given(type, "type").getTypeClass(), defaultValue);
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public ValueStateDescriptor(String name, @Nullable TypeSerializer<T> typeSerializer) {
        this(name);
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public ValueStateDescriptor(String name, @Nullable TypeSerializer<T> typeSerializer, @Nullable T defaultValue) {
        super(name, null, defaultValue);
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }
}
