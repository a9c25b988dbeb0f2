package io.weir.api.graph;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains why a function cannot be serialized: finds the field that holds the object that is not Serializable. */
final class Unserializable {
    private static final int MOST_OBJECTS = 10_000;

    /** An object on the way to the culprit, and the field it was found in. */
    private record Step(Object value, String field) {}

    private Unserializable() {}

    static String sentence(String where, Object function, IOException cause) {
        String culprit =
                cause instanceof NotSerializableException ? String.valueOf(cause.getMessage()) : cause.toString();
        Step found = find(function);
        String why;
        if (found == null) {
            why = "It holds " + culprit + ", which is not java.io.Serializable.";
        } else if (isCapturedThis(function, found)) {
            why = "The lambda captures 'this' of " + found.value.getClass().getName()
                    + " by using a field or method of it, and that class is not java.io.Serializable.";
        } else {
            why = "Its " + found.field + " is a " + found.value.getClass().getName()
                    + ", which is not java.io.Serializable.";
        }
        return "[API-103] " + where + " cannot be sent to its subtasks. " + why
                + " Make it Serializable or transient, copy what is needed into a local variable, or create it in open().";
    }

    private static @Nullable Step find(Object function) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Step> toVisit = new ArrayDeque<>();
        toVisit.add(new Step(function, "function"));
        while (!toVisit.isEmpty() && seen.size() < MOST_OBJECTS) {
            Step step = toVisit.remove();
            if (!seen.add(step.value)) {
                continue;
            }
            if (!(step.value instanceof Serializable)) {
                return step;
            }
            addParts(step, toVisit);
        }
        return null;
    }

    private static void addParts(Step step, Deque<Step> toVisit) {
        Object value = step.value;
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> addPart(toVisit, element, step.field + " (an element)"));
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> addPart(toVisit, key, step.field + " (a key)"));
            map.values().forEach(entry -> addPart(toVisit, entry, step.field + " (a value)"));
        } else if (value.getClass().isArray()) {
            for (int i = 0; !value.getClass().getComponentType().isPrimitive() && i < Array.getLength(value); i++) {
                addPart(toVisit, Array.get(value, i), step.field + " (element " + i + ")");
            }
        } else {
            addFields(step, toVisit);
        }
    }

    private static void addFields(Step step, Deque<Step> toVisit) {
        for (Class<?> type = step.value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean travels =
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
                if (travels && !field.getType().isPrimitive() && field.trySetAccessible()) {
                    addPart(toVisit, valueOf(field, step.value), nameOf(field));
                }
            }
        }
    }

    private static void addPart(Deque<Step> toVisit, @Nullable Object part, String field) {
        if (part != null) {
            toVisit.add(new Step(part, field));
        }
    }

    private static @Nullable Object valueOf(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            return null; // cannot be: it was made accessible
        }
    }

    private static String nameOf(Field field) {
        String owner = field.getDeclaringClass().getName();
        if (isLambda(field.getDeclaringClass())) {
            return "captured variable " + field.getName().replace("arg$", "no. ") + " of the lambda in "
                    + owner.substring(0, owner.indexOf("$$Lambda"));
        }
        return field.getName().startsWith("this$")
                ? "enclosing instance (" + owner + " is not static)"
                : "field " + owner + "." + field.getName();
    }

    private static boolean isCapturedThis(Object function, Step found) {
        return isLambda(function.getClass())
                && function.getClass()
                        .getName()
                        .startsWith(found.value.getClass().getName() + "$$Lambda");
    }

    private static boolean isLambda(Class<?> type) {
        return type.getName().contains("$$Lambda");
    }
}
