package io.weir.api.state;

import java.util.List;

/** Names a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    public ListStateDescriptor(String name) {
        super(name, null, null);
    }

    public ListStateDescriptor(String name, Class<T> elementType) {
        super(name, elementType, null);
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
