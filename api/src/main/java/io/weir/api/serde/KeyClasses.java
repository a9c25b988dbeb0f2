package io.weir.api.serde;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether keys of two classes can meet: state of one is found with the other only if they are equal. */
public final class KeyClasses {
    private static final List<Class<?>> EQUAL_BY_CONTENT = List.of(List.class, Set.class, Map.class, Map.Entry.class);

    private KeyClasses() {}

    /**
     * False if no value of the one is equal to one of the other, as with Integer and Long. Classes that have a type of the user's own in common
     * are kinds of one key; both may come on both sides.
     */
    public static boolean mayBeEqual(Class<?> one, Class<?> other) {
        if (one.isAssignableFrom(other) || other.isAssignableFrom(one)) {
            return true;
        }
        if (EQUAL_BY_CONTENT.stream().anyMatch(kind -> kind.isAssignableFrom(one) && kind.isAssignableFrom(other))) {
            return true;
        }
        return one.isInterface() || other.isInterface() || haveOwnTypeInCommon(one, other);
    }

    private static boolean haveOwnTypeInCommon(Class<?> one, Class<?> other) {
        for (Class<?> above = one; above != null; above = above.getSuperclass()) {
            if ((isOwn(above) && above.isAssignableFrom(other)) || hasOwnInterfaceOf(above, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOwnInterfaceOf(Class<?> one, Class<?> other) {
        for (Class<?> each : one.getInterfaces()) {
            if ((isOwn(each) && each.isAssignableFrom(other)) || hasOwnInterfaceOf(each, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(Class<?> type) {
        return !type.getName().startsWith("java.") && !type.getName().startsWith("io.weir.api.tuple.");
    }
}
