package io.weir.api.field;

import io.weir.api.function.KeySelector;
import org.jspecify.annotations.Nullable;

/** The value of one field as the key. */
public final class FieldKey<T, K> implements KeySelector<T, K>, FieldUse {
    private final FieldRef field;
    private transient @Nullable FieldCache cache;

    public FieldKey(FieldRef field) {
        this.field = field;
    }

    @Override
    public void check(Class<?> recordType) {
        FieldAccess.of(recordType, field);
    }

    @Override
    @SuppressWarnings("unchecked")
    public K getKey(T record) {
        FieldCache known = cache;
        if (known == null) {
            known = new FieldCache(field);
            cache = known;
        }
        return (K) known.of(record)[0].get(record);
    }
}
