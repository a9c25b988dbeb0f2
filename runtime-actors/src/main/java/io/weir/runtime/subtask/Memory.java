package io.weir.runtime.subtask;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;

/**
 * Where a function could keep a record after its call: in a field of its own, of a class above it, or in a static one of the source file that it
 * is written in (lambdas have that file as their nest host). What it reaches only through other classes is not looked for.
 */
final class Memory {
    /** Fields of these types hold no record. */
    private static final Set<Class<?>> HOLD_NOTHING = Set.of(
            boolean.class,
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            String.class);

    private Memory() {}

    /** Whether the function has no field that could hold a record. */
    static boolean hasNone(Object function) {
        for (Class<?> type = function.getClass(); type != null; type = type.getSuperclass()) {
            if (holds(type, false)) {
                return false;
            }
        }
        Class<?> host = function.getClass().getNestHost();
        if (holds(host, true)) {
            return false;
        }
        for (Class<?> member : host.getNestMembers()) {
            if (holds(member, true)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Class<?> type, boolean inStatics) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == inStatics
                    && !(inStatics && field.isSynthetic())
                    && !HOLD_NOTHING.contains(field.getType())) {
                return true;
            }
        }
        return false;
    }
}
