package io.weir.api.serde;

/** Describes any class; unlike in Flink it needs a codec as every other. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class GenericTypeInfo<T> extends TypeInformation<T> {
    public GenericTypeInfo(Class<T> typeClass) {
        super(typeClass, typeClass.getSimpleName());
    }
}
