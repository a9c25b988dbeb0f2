package io.weir.api.serde;

import io.weir.api.tuple.Tuple;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys whose {@code hashCode} differs from JVM to JVM: the key group of a key is computed from it, so that such a key would look
 * for its state where it is not. Safe for use by many threads; cheap after the first key of a class.
 */
public final class KeyChecks {

    private static final ClassValue<KeyVerdict> VERDICTS = new ClassValue<>() {
        @Override
        protected KeyVerdict computeValue(Class<?> type) {
            return KeyVerdict.ofInstances(type);
        }
    };

    private KeyChecks() {}

    /**
     * Checks a class, and the components of records as far as they are declared.
     *
     * @throws UnstableKeyException for arrays, enums, classes without a {@code hashCode} of their own, and what contains one of them
     */
    public static void checkKeyClass(Class<?> type) {
        refuse(type.getTypeName(), VERDICTS.get(type).reason());
    }

    /**
     * Checks a declared type, with its type arguments as far as they are known: {@code Tuple2<Color, Integer>}.
     *
     * @throws UnstableKeyException as {@link #checkKeyClass}
     */
    public static void checkKeyType(Type type) {
        refuse(type.getTypeName(), KeyVerdict.of(type).reason());
    }

    /** Whether all values of the class are as stable as {@link #checkKeyClass} says, so that {@link #checkKey} finds nothing more in them. */
    public static boolean isDecidedByClass(Class<?> type) {
        return !VERDICTS.get(type).isOpen();
    }

    /**
     * Checks a key with what it holds: the fields of tuples, the elements of collections, the content of optionals, and the components of records
     * whose declaration leaves open what they are.
     *
     * @throws UnstableKeyException as {@link #checkKeyClass}
     */
    public static void checkKey(@Nullable Object key) {
        if (key == null) {
            return;
        }
        KeyVerdict verdict = VERDICTS.get(key.getClass());
        refuse(key.getClass().getTypeName(), verdict.reason());
        if (verdict.isOpen()) {
            checkContents(key, verdict);
        }
    }

    private static void checkContents(Object key, KeyVerdict verdict) {
        if (key instanceof Collection<?> elements) {
            elements.forEach(element -> checkPart(key, element));
        } else if (key instanceof Map<?, ?> map) {
            map.forEach((each, value) -> {
                checkPart(key, each);
                checkPart(key, value);
            });
        } else if (key instanceof Map.Entry<?, ?> entry) {
            checkPart(key, entry.getKey());
            checkPart(key, entry.getValue());
        } else if (key instanceof Optional<?> optional) {
            checkPart(key, optional.orElse(null));
        } else if (key instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                checkPart(key, tuple.getField(i));
            }
        }
        for (Method component : verdict.openComponents()) {
            checkPart(key, valueOf(component, key));
        }
    }

    private static void checkPart(Object whole, @Nullable Object part) {
        try {
            checkKey(part);
        } catch (UnstableKeyException e) {
            throw new UnstableKeyException("[API-104] " + whole.getClass().getTypeName()
                    + " cannot be a key with what is in it: "
                    + String.valueOf(e.getMessage()).substring("[API-104] ".length()));
        }
    }

    private static @Nullable Object valueOf(Method component, Object key) {
        try {
            return component.invoke(key);
        } catch (ReflectiveOperationException e) {
            return null; // its own accessor throws: hashCode, which reads the field, will tell
        }
    }

    private static void refuse(String name, @Nullable String reason) {
        if (reason != null) {
            throw new UnstableKeyException("[API-104] " + name + " cannot be a key: " + reason);
        }
    }
}
