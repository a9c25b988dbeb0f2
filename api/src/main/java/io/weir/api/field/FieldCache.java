package io.weir.api.field;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers how to reach fields in the records of each class met. Safe for any thread; made for streams of one class. */
final class FieldCache {
    private final FieldRef[] fields;
    private final Map<Class<?>, Found> byClass = new ConcurrentHashMap<>();
    private @Nullable Found last;

    private static final class Found {
        final Class<?> type;
        final FieldAccess[] access;

        Found(Class<?> type, FieldAccess[] access) {
            this.type = type;
            this.access = access;
        }
    }

    FieldCache(FieldRef... fields) {
        this.fields = fields;
    }

    /** How to reach the fields in this record, in the order they were given. */
    FieldAccess[] of(Object record) {
        Found found = last;
        if (found != null && found.type == record.getClass()) {
            return found.access;
        }
        found = byClass.computeIfAbsent(record.getClass(), this::find);
        last = found;
        return found.access;
    }

    private Found find(Class<?> type) {
        FieldAccess[] access = new FieldAccess[fields.length];
        for (int i = 0; i < access.length; i++) {
            access[i] = FieldAccess.of(type, fields[i]);
        }
        return new Found(type, access);
    }
}
