package io.weir.api.serde;

import io.weir.api.tuple.Tuple;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys whose {@code hashCode} differs from JVM to JVM: the key group of a key is computed from it, so that such a key would look
 * for its state where it is not. Safe for use by many threads; cheap after the first key of a class.
 */
public final class KeyChecks {

    /** The reason for which a class was refused; empty if it was not. */
    private static final ClassValue<Optional<String>> REASONS = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return Optional.ofNullable(reason(type, new HashSet<>()));
        }
    };

    private KeyChecks() {}

    /**
     * Checks a class, and the components of records as far as they are declared.
     *
     * @throws UnstableKeyException for arrays, enums, classes without a {@code hashCode} of their own, and records that contain one of them
     */
    public static void checkKeyClass(Class<?> type) {
        Optional<String> reason = REASONS.get(type);
        if (reason.isPresent()) {
            throw new UnstableKeyException("[API-104] " + type.getTypeName() + " cannot be a key: " + reason.get());
        }
    }

    /**
     * Checks a key with what it holds: the fields of tuples, the elements of collections, the content of optionals.
     *
     * @throws UnstableKeyException as {@link #checkKeyClass}
     */
    public static void checkKey(@Nullable Object key) {
        if (key != null) {
            checkKeyClass(key.getClass());
            checkContents(key);
        }
    }

    private static void checkContents(Object key) {
        if (key instanceof Collection<?> elements) {
            elements.forEach(KeyChecks::checkKey);
        } else if (key instanceof Map<?, ?> map) {
            map.keySet().forEach(KeyChecks::checkKey);
            map.values().forEach(KeyChecks::checkKey);
        } else if (key instanceof Optional<?> optional) {
            checkKey(optional.orElse(null));
        } else if (key instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                checkKey(tuple.getField(i));
            }
        }
    }

    private static @Nullable String reason(Class<?> type, Set<Class<?>> seen) {
        if (type.isArray()) {
            return "the hash code of an array says where it lies in memory. Use a List, a String, or a record of the elements.";
        }
        if (Enum.class.isAssignableFrom(type)) {
            return "the hash code of an enum constant differs from JVM to JVM. Use its name().";
        }
        if (type.isPrimitive() || type.isInterface() || !seen.add(type)) {
            return null;
        }
        if (!hasOwnHashCode(type)) {
            return Modifier.isAbstract(type.getModifiers())
                    ? null
                    : "it does not override hashCode, so that equal values would count as different keys. Make it a record, or add "
                            + "equals and hashCode.";
        }
        return type.isRecord() ? reasonOfComponents(type, seen) : null;
    }

    private static @Nullable String reasonOfComponents(Class<?> type, Set<Class<?>> seen) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> declared = component.getType();
            String reason = declared == Object.class ? null : reason(declared, seen);
            if (reason != null) {
                return "its component '" + component.getName() + "' is a " + declared.getSimpleName() + ", and "
                        + reason;
            }
        }
        return null;
    }

    private static boolean hasOwnHashCode(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has a hashCode", e);
        }
    }
}
