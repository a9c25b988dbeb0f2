package io.weir.api.field;

import io.weir.api.function.KeySelector;
import io.weir.api.tuple.Tuple;
import io.weir.api.tuple.Tuple1;
import io.weir.api.tuple.Tuple2;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple of the values of some fields as the key, as in Flink, also when it is one field. */
public final class FieldsKey<T> implements KeySelector<T, Tuple>, FieldUse {
    private final FieldRef[] fields;
    private transient @Nullable FieldCache cache;

    /**
     * The key made of these fields.
     *
     * @param fields 1 to 25
     */
    public FieldsKey(List<? extends FieldRef> fields) {
        if (fields.isEmpty() || fields.size() > Tuple.MAX_ARITY) {
            throw new IllegalArgumentException(
                    "[API-121] A key of " + fields.size() + " fields cannot be made. A key has 1 to " + Tuple.MAX_ARITY
                            + " fields. Name them, or give a lambda.");
        }
        this.fields = fields.toArray(FieldRef[]::new);
    }

    @Override
    public void check(Class<?> recordType) {
        for (FieldRef field : fields) {
            FieldAccess.of(recordType, field);
        }
    }

    @Override
    public Tuple getKey(T record) {
        FieldCache known = cache;
        if (known == null) {
            known = new FieldCache(fields);
            cache = known;
        }
        FieldAccess[] access = known.of(record);
        if (access.length == 1) {
            return new Tuple1<>(access[0].get(record));
        } else if (access.length == 2) {
            return new Tuple2<>(access[0].get(record), access[1].get(record));
        }
        Tuple key = Tuple.newInstance(access.length);
        for (int i = 0; i < access.length; i++) {
            key.setField(access[i].get(record), i);
        }
        return key;
    }
}
