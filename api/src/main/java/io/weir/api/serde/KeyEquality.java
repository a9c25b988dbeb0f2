package io.weir.api.serde;

import io.weir.api.tuple.Tuple;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys for which {@code equals} and the bytes of {@link TypeTable#ofKeys} can disagree: state is found by {@code equals} while it is in memory, and
 * by bytes in a database, so that the state of such a key would be split. Equality is code, which cannot be read; so with the first key of each class it
 * is tried out: what comes back from the key's bytes must be equal to it, and a key that differs from it in one field must not.
 *
 * <p>After the first key of a class that holds nothing but strings, numbers and the like, a check is a comparison of classes. Confined to one thread.
 */
public final class KeyEquality {
    private static final ClassValue<Boolean> HAS_EQUALS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every class has an equals", e);
            }
        }
    };

    private final CodecRegistry codecs;
    private final TypeTable table;
    private final IdentityHashMap<Class<?>, KeyFields> tried = new IdentityHashMap<>();

    /** The class of the last key of which the class tells all. */
    private @Nullable Class<?> plain;

    public KeyEquality(CodecRegistry codecs) {
        this.codecs = codecs;
        this.table = TypeTable.ofKeys(codecs);
    }

    /**
     * Lets a key pass, or null.
     *
     * @throws UnstableKeyException with code API-104 if its equality is not that of its bytes, as far as trying can tell
     * @throws UnsupportedTypeException if it has no codec
     */
    public void check(@Nullable Object key) {
        if (key == null || key.getClass() == plain) {
            return;
        }
        if (!checkWithContents(key)) {
            plain = key.getClass();
        }
    }

    /** Whether another key of the class may hold something that must be looked at. */
    private boolean checkWithContents(@Nullable Object key) {
        if (key == null || key instanceof Enum || key instanceof Currency) {
            return false;
        }
        Class<?> type = key.getClass();
        ClassCodec codec = codecs.describe(type);
        if (!HAS_EQUALS.get(type)) {
            throw KeyErrors.identity(type);
        }
        boolean ofUser = codec.shape() != null && !codec.equals(JdkCodecs.find(type));
        return ofUser ? checkObject(key, type, codec) : checkValueOfTheJdk(key);
    }

    private boolean checkValueOfTheJdk(Object key) {
        if (key instanceof SortedSet<?> set) {
            checkOrder(Orders.agreesWithEquals(set.comparator()), key);
        } else if (key instanceof SortedMap<?, ?> map) {
            checkOrder(Orders.agreesWithEquals(map.comparator()), key);
        }
        if (key instanceof Collection<?> elements) {
            elements.forEach(this::checkWithContents);
        } else if (key instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                checkWithContents(name);
                checkWithContents(value);
            });
        } else if (key instanceof Map.Entry<?, ?> entry) {
            checkWithContents(entry.getKey());
            checkWithContents(entry.getValue());
        } else if (key instanceof Optional<?> optional) {
            checkWithContents(optional.orElse(null));
        } else if (key instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                checkWithContents(tuple.getField(i));
            }
        } else {
            return false;
        }
        return true;
    }

    private static void checkOrder(boolean agreesWithEquals, Object key) {
        if (!agreesWithEquals) {
            throw KeyErrors.comparator(key.getClass());
        }
    }

    private boolean checkObject(Object key, Class<?> type, ClassCodec codec) {
        KeyFields fields = tried.get(type);
        if (fields == null) {
            fields = KeyFields.of(type, codec);
            tryOut(key, type, fields);
            tried.put(type, fields);
        }
        for (MethodHandle getter : fields.open()) {
            checkWithContents(KeyFields.get(getter, key));
        }
        return !fields.open().isEmpty();
    }

    private void tryOut(Object key, Class<?> type, KeyFields fields) {
        Object again = table.readValue(new BinaryInput(bytes(key)));
        if (!key.equals(again) || again == null || again.hashCode() != key.hashCode()) {
            throw KeyErrors.notWhatWasWritten(type);
        }
        for (KeyFields.Field field : fields.all()) {
            Object value = KeyFields.get(field.getter(), key);
            for (List<@Nullable Object> pair : KeyVariants.of(field.type(), value)) {
                Object one = fields.with(key, field, pair.get(0), codecs);
                Object other = fields.with(key, field, pair.get(1), codecs);
                if (one != null && other != null && areEqual(one, other) && !Arrays.equals(bytes(one), bytes(other))) {
                    throw KeyErrors.differsUnnoticed(type, field.name(), pair);
                }
            }
        }
    }

    /** An {@code equals} that does not stand a value, as null, makes no two keys of it. */
    private static boolean areEqual(Object one, Object other) {
        try {
            return one.equals(other);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private byte[] bytes(Object key) {
        BinaryOutput out = new BinaryOutput(64);
        table.writeValue(key, out);
        return out.toByteArray();
    }
}
