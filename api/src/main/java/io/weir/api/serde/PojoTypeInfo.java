package io.weir.api.serde;

import java.util.Arrays;

/** Describes a plain object. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class PojoTypeInfo<T> extends TypeInformation<T> {
    PojoTypeInfo(Class<T> typeClass) {
        super(typeClass, typeClass.getSimpleName());
    }

    /** The fields that a codec would write, by name. */
    public String[] getFieldNames() {
        return StructLayout.of(getTypeClass()).fields().stream()
                .map(StructLayout.FieldLayout::name)
                .sorted()
                .toArray(String[]::new);
    }

    /** Where a field is in {@link #getFieldNames}; -1 if there is none of that name. */
    public int getFieldIndex(String fieldName) {
        return Arrays.asList(getFieldNames()).indexOf(fieldName);
    }
}
