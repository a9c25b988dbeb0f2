package io.weir.api.state;

import io.weir.api.argument.Argument;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    public ListStateDescriptor(String name) {
        super(name, null, null);
    }

    public ListStateDescriptor(String name, Class<T> elementType) {
        super(name, Argument.given(elementType, "elementType"), null);
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementType) {
        this(name, Argument.given(elementType, "elementType").getTypeClass());
    }

    /** The serializer is accepted where Flink programs have it; it is not needed. */
    public ListStateDescriptor(String name, @Nullable TypeSerializer<T> typeSerializer) {
        this(name);
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
