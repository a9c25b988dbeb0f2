package io.weir.actors.wire;

import io.weir.runtime.cluster.Within;
import java.io.InvalidObjectException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of everything that was read from bytes, told by the record itself: a component that is not {@code @Nullable} is there, so
 * are the elements of lists and the values of maps; numbers and lengths of texts are {@link Within} their range. Rules between several
 * components stand in the compact constructor of the record. Looked up once for each class. Safe for any thread.
 *
 * <p>A component that a later release adds must be {@code @Nullable}: the release before does not send it.
 */
final class MessageRules {
    private static final ClassValue<List<Rule>> RULES = new ClassValue<>() {
        @Override
        protected List<Rule> computeValue(Class<?> type) {
            return rulesOf(type);
        }
    };

    private MessageRules() {}

    /**
     * Checks a record and all records in it.
     *
     * @throws InvalidObjectException what is wrong, and where
     */
    static void check(Object message) throws InvalidObjectException {
        check(message, "");
    }

    private static void check(Object of, String path) throws InvalidObjectException {
        for (Rule rule : RULES.get(of.getClass())) {
            rule.check(of, path);
        }
    }

    private static List<Rule> rulesOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (RecordComponent component : components) {
            rules.add(new Rule(component));
        }
        return List.copyOf(rules);
    }

    /** Of one component. */
    private static final class Rule {
        private final String name;
        private final Method accessor;
        private final boolean nullable;
        private final boolean nullableInside;
        private final long least;
        private final long most;
        private final long longest;

        Rule(RecordComponent component) {
            name = component.getName();
            accessor = component.getAccessor();
            accessor.setAccessible(true);
            AnnotatedType type = component.getAnnotatedType();
            nullable = isNullable(type);
            boolean inside = false;
            if (type instanceof AnnotatedParameterizedType generic) {
                for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                    inside |= isNullable(argument);
                }
            }
            nullableInside = inside;
            Within within = component.getAnnotation(Within.class);
            least = within == null ? 0 : within.least();
            most = within == null ? Within.LARGEST : within.most();
            longest = most == Within.LARGEST ? Within.LONGEST_TEXT : most;
        }

        private static boolean isNullable(AnnotatedElement type) {
            return type.isAnnotationPresent(Nullable.class);
        }

        void check(Object of, String path) throws InvalidObjectException {
            String here = path.isEmpty() ? name : path + "." + name;
            Object value = value(of);
            if (value == null) {
                if (!nullable) {
                    throw new InvalidObjectException(here + " is missing");
                }
            } else {
                checkValue(value, here);
            }
        }

        private @Nullable Object value(Object of) throws InvalidObjectException {
            try {
                return accessor.invoke(of);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("the accessor of " + name + " is closed", e);
            } catch (InvocationTargetException e) {
                InvalidObjectException refused = new InvalidObjectException(name + " cannot be read");
                refused.initCause(e.getCause());
                throw refused;
            }
        }

        private void checkValue(Object value, String here) throws InvalidObjectException {
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                long number = ((Number) value).longValue();
                if (number < least || number > most) {
                    throw new InvalidObjectException(here + " is " + number + ", outside of " + least + " to " + most);
                }
            } else if (value instanceof String text) {
                if (text.length() < least) {
                    throw new InvalidObjectException(here + " is empty");
                }
                if (text.length() > longest) {
                    throw new InvalidObjectException(
                            here + " has " + text.length() + " characters, " + longest + " is the limit");
                }
            } else if (value instanceof Collection<?> elements) {
                checkAll(elements, here);
            } else if (value instanceof Map<?, ?> entries) {
                checkAll(entries.keySet(), here);
                checkAll(entries.values(), here);
            } else if (value instanceof Record) {
                MessageRules.check(value, here);
            }
        }

        private void checkAll(Collection<?> elements, String here) throws InvalidObjectException {
            for (Object element : elements) {
                if (element == null) {
                    if (!nullableInside) {
                        throw new InvalidObjectException("an element of " + here + " is missing");
                    }
                } else {
                    checkValue(element, here);
                }
            }
        }
    }
}
