package io.weir.api.serde;

/** Describes an enum. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> {
    public EnumTypeInfo(Class<T> typeClass) {
        super(typeClass, typeClass.getSimpleName());
    }
}
