package io.weir.api.field;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Sums of boxed numbers of one class, which wrap around as Java's do. */
final class Numbers {
    private Numbers() {}

    static Object sum(@Nullable Object a, @Nullable Object b, FieldRef field) {
        if (a instanceof Integer x && b instanceof Integer y) {
            return x + y;
        } else if (a instanceof Long x && b instanceof Long y) {
            return x + y;
        } else if (a instanceof Double x && b instanceof Double y) {
            return x + y;
        } else if (a instanceof Float x && b instanceof Float y) {
            return x + y;
        } else if (a instanceof Short x && b instanceof Short y) {
            return (short) (x + y);
        } else if (a instanceof Byte x && b instanceof Byte y) {
            return (byte) (x + y);
        } else if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.add(y);
        } else if (a instanceof BigInteger x && b instanceof BigInteger y) {
            return x.add(y);
        }
        throw new IllegalArgumentException(
                "[API-123] Field " + field + " cannot be summed: it holds " + described(a) + " and " + described(b)
                        + ". A sum needs two numbers of one class. Choose another field, or give a reduce function.");
    }

    static String described(@Nullable Object value) {
        return value == null ? "null" : "a " + value.getClass().getName();
    }
}
