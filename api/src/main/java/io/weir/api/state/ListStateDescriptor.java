package io.weir.api.state;

import io.weir.api.serde.TypeInformation;
import java.util.List;

/** Names a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    public ListStateDescriptor(String name) {
        super(name, null, null);
    }

    public ListStateDescriptor(String name, Class<T> elementType) {
        super(name, elementType, null);
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementType) {
        this(name, elementType.getTypeClass());
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
