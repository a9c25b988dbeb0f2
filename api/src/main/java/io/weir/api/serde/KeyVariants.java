package io.weir.api.serde;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pairs of values of a field that people's {@code equals} methods may take for the same, though they are not. */
final class KeyVariants {
    private KeyVariants() {}

    /** @param value what the field holds in a real key: its class may refuse any other but those that are close to it */
    static List<List<@Nullable Object>> of(Class<?> type, @Nullable Object value) {
        List<List<@Nullable Object>> pairs = new ArrayList<>();
        if (type == String.class) {
            strings((String) value, pairs);
        } else if (type == boolean.class || type == Boolean.class) {
            pairs.add(Arrays.asList(true, false));
        } else if (type == double.class || type == Double.class) {
            pairs.add(Arrays.asList(0.0, -0.0));
            pairs.add(Arrays.asList(1.0, 2.0));
        } else if (type == float.class || type == Float.class) {
            pairs.add(Arrays.asList(0f, -0f));
            pairs.add(Arrays.asList(1f, 2f));
        } else if (type == BigDecimal.class) {
            pairs.add(Arrays.asList(new BigDecimal("1.0"), new BigDecimal("1.00")));
            pairs.add(Arrays.asList(BigDecimal.ONE, BigDecimal.TEN));
        } else if (type == char.class || type == Character.class) {
            pairs.add(Arrays.asList('a', 'A'));
            pairs.add(Arrays.asList('1', '2'));
        } else {
            wholeNumbers(type, value, pairs);
        }
        if (type.isEnum() && type.getEnumConstants().length > 1) {
            pairs.add(Arrays.asList(type.getEnumConstants()[0], type.getEnumConstants()[1]));
        }
        if (!type.isPrimitive() && value != null) {
            pairs.add(Arrays.asList(value, null));
        }
        return pairs;
    }

    private static void strings(@Nullable String value, List<List<@Nullable Object>> pairs) {
        pairs.add(Arrays.asList("Az", "aZ"));
        pairs.add(Arrays.asList("a", "a "));
        pairs.add(Arrays.asList("a", "b"));
        pairs.add(Arrays.asList("", null));
        if (value != null) {
            pairs.add(Arrays.asList(value, value.toUpperCase(Locale.ROOT)));
            pairs.add(Arrays.asList(value, value.toLowerCase(Locale.ROOT)));
            pairs.add(Arrays.asList(value, value + " "));
            pairs.add(Arrays.asList(value, value + value.length()));
        }
    }

    private static void wholeNumbers(Class<?> type, @Nullable Object value, List<List<@Nullable Object>> pairs) {
        long near = value instanceof Number number ? number.longValue() : 1;
        for (long[] pair : new long[][] {{near, near + 1}, {near, near - 1}, {1, -1}}) {
            if (type == int.class || type == Integer.class) {
                pairs.add(Arrays.asList((int) pair[0], (int) pair[1]));
            } else if (type == long.class || type == Long.class) {
                pairs.add(Arrays.asList(pair[0], pair[1]));
            } else if (type == short.class || type == Short.class) {
                pairs.add(Arrays.asList((short) pair[0], (short) pair[1]));
            } else if (type == byte.class || type == Byte.class) {
                pairs.add(Arrays.asList((byte) pair[0], (byte) pair[1]));
            }
        }
    }
}
