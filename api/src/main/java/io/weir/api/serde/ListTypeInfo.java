package io.weir.api.serde;

import io.weir.api.argument.Argument;
import java.util.List;

/** Describes a list. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class ListTypeInfo<T> extends TypeInformation<List<T>> {
    public ListTypeInfo(Class<T> elementTypeClass) {
        this(TypeInformation.of(Argument.given(elementTypeClass, "elementTypeClass")));
    }

    public ListTypeInfo(TypeInformation<T> elementTypeInfo) {
        super(raw(List.class), parameters(List.class, Argument.given(elementTypeInfo, "elementTypeInfo")));
    }
}
