package io.weir.state.row;

import org.jspecify.annotations.Nullable;

/**
 * Stands in the first slot of a row for a number that is kept in the row itself: a counter then costs no object that survives, and no
 * reference for the collector to keep track of.
 */
enum Inline {
    LONG {
        @Override
        Object box(long bits) {
            return bits;
        }
    },
    INTEGER {
        @Override
        Object box(long bits) {
            return (int) bits;
        }
    },
    DOUBLE {
        @Override
        Object box(long bits) {
            return Double.longBitsToDouble(bits);
        }
    };

    /** The value that {@link #bits} made into these bits. */
    abstract Object box(long bits);

    /** How a value can be kept; null: as a reference. */
    static @Nullable Inline of(@Nullable Object value) {
        if (value instanceof Long) {
            return LONG;
        } else if (value instanceof Integer) {
            return INTEGER;
        }
        return value instanceof Double ? DOUBLE : null;
    }

    /** Of a value for which {@link #of} is not null. */
    static long bits(Object value) {
        return value instanceof Double number ? Double.doubleToRawLongBits(number) : ((Number) value).longValue();
    }
}
