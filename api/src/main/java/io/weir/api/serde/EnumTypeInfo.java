package io.weir.api.serde;

import io.weir.api.argument.Argument;

/** Describes an enum. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> {
    public EnumTypeInfo(Class<T> typeClass) {
        super(Argument.given(typeClass, "typeClass"), typeClass.getSimpleName());
    }
}
