package io.weir.api.serde;

import io.weir.api.argument.Argument;

/** Describes any class; unlike in Flink it needs a codec as every other. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class GenericTypeInfo<T> extends TypeInformation<T> {
    public GenericTypeInfo(Class<T> typeClass) {
        super(Argument.given(typeClass, "typeClass"), typeClass.getSimpleName());
    }
}
