package io.weir.api.serde;

import io.weir.api.tuple.Tuple;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What declarations tell about a type as a key.
 *
 * @param reason why it is none; null if nothing speaks against it
 * @param isOpen whether its values may hold what the declaration does not name
 * @param openComponents of a record: accessors of the components whose values are to be looked at
 */
record KeyVerdict(@Nullable String reason, boolean isOpen, List<Method> openComponents) {
    private static final KeyVerdict FINE = new KeyVerdict(null, false, List.of());
    private static final KeyVerdict OPEN = new KeyVerdict(null, true, List.of());
    private static final String NO_HASH_CODE =
            "it does not override hashCode, so that equal values would count as different keys. Make it a record, or add equals and hashCode.";
    private static final List<Class<?>> CONTAINERS =
            List.of(Collection.class, Map.class, Map.Entry.class, Optional.class, Tuple.class);

    static KeyVerdict of(Type type) {
        return of(type, new HashSet<>());
    }

    /** Of a class of keys, not only of what keys are declared as. */
    static KeyVerdict ofInstances(Class<?> type) {
        return type == Object.class ? refused(NO_HASH_CODE) : of(type);
    }

    private static KeyVerdict refused(String reason) {
        return new KeyVerdict(reason, false, List.of());
    }

    /** {@code seen} are the classes under way: one that contains itself is as good as all else in it. */
    private static KeyVerdict of(Type type, Set<Class<?>> seen) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain, seen);
        } else if (type instanceof GenericArrayType) {
            return ofClass(Object[].class, seen);
        } else if (type instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> raw
                && isContainer(raw)) {
            return ofArguments(parameterized, seen);
        }
        return OPEN; // a type variable or wildcard, or a generic class of the user's: each value tells
    }

    private static KeyVerdict ofArguments(ParameterizedType type, Set<Class<?>> seen) {
        boolean open = false;
        for (Type argument : type.getActualTypeArguments()) {
            KeyVerdict verdict = of(argument, seen);
            if (verdict.reason != null) {
                return refused("it holds a " + nameOf(argument) + ", and " + verdict.reason);
            }
            open |= verdict.isOpen;
        }
        return open ? OPEN : FINE;
    }

    private static KeyVerdict ofClass(Class<?> type, Set<Class<?>> seen) {
        if (type.isArray()) {
            return refused(
                    "the hash code of an array says where it lies in memory. Use a List, a String, or a record of the elements.");
        }
        if (Enum.class.isAssignableFrom(type)) {
            return refused("the hash code of an enum constant differs from JVM to JVM. Use its name().");
        }
        if (type.isPrimitive() || seen.contains(type)) {
            return FINE;
        }
        if (type.isInterface() || type == Object.class || isContainer(type)) {
            return OPEN;
        }
        if (!hasOwnHashCode(type)) {
            return Modifier.isAbstract(type.getModifiers()) ? OPEN : refused(NO_HASH_CODE);
        }
        if (type.isRecord()) {
            return ofComponents(type, seen);
        }
        return type.getName().startsWith("java.") ? FINE : ofFields(type);
    }

    private static KeyVerdict ofComponents(Class<?> type, Set<Class<?>> seen) {
        List<Method> open = new ArrayList<>();
        seen.add(type);
        for (RecordComponent component : type.getRecordComponents()) {
            KeyVerdict verdict = of(component.getGenericType(), seen);
            if (verdict.reason != null) {
                return refused("its component '" + component.getName() + "' is a " + nameOf(component.getGenericType())
                        + ", and " + verdict.reason);
            }
            if (verdict.isOpen && component.getAccessor().trySetAccessible()) {
                open.add(component.getAccessor());
            }
        }
        seen.remove(type);
        return open.isEmpty() ? FINE : new KeyVerdict(null, true, List.copyOf(open));
    }

    /** Of a plain object, whose hashCode is its own: it nearly always is made of all its fields. */
    private static KeyVerdict ofFields(Class<?> type) {
        for (Class<?> declares = type; declares != Object.class; declares = declares.getSuperclass()) {
            for (Field field : declares.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                        && Enum.class.isAssignableFrom(field.getType())) {
                    return refused("its field '" + field.getName() + "' is a "
                            + field.getType().getSimpleName()
                            + ", and the hash code of an enum constant differs from JVM to JVM. Keep its name() there, or let the key "
                            + "selector give a record or tuple without it.");
                }
            }
        }
        return FINE;
    }

    private static String nameOf(Type type) {
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }

    private static boolean isContainer(Class<?> type) {
        return CONTAINERS.stream().anyMatch(container -> container.isAssignableFrom(type));
    }

    private static boolean hasOwnHashCode(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has a hashCode", e);
        }
    }
}
