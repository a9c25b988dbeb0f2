package io.weir.api.serde;

import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of a collection that is more than what its elements say. It is written as a negative number in front of their number; the natural order of
 * sorted collections and the order of insertion are not written at all. Part of the format.
 */
final class Orders {
    private static final int REVERSE = -1;
    private static final int IGNORING_CASE = -2;
    private static final int OF_ACCESS = -3;

    private Orders() {}

    /**
     * Writes what a comparator does.
     *
     * @throws UnsupportedTypeException if it is none of the JDK's: a comparator is code
     */
    static void write(@Nullable Comparator<?> comparator, Class<?> type, BinaryOutput out) {
        if (isNatural(comparator)) {
            return;
        }
        if (comparator == Collections.reverseOrder()) {
            out.writeVarInt(REVERSE);
        } else if (comparator == String.CASE_INSENSITIVE_ORDER) {
            out.writeVarInt(IGNORING_CASE);
        } else {
            throw SerdeErrors.comparator(type);
        }
    }

    static boolean isNatural(@Nullable Comparator<?> comparator) {
        return comparator == null || comparator == Comparator.naturalOrder();
    }

    /** Whether what the comparator takes for the same is equal. */
    static boolean agreesWithEquals(@Nullable Comparator<?> comparator) {
        return isNatural(comparator) || comparator == Collections.reverseOrder();
    }

    /** The comparator that was written; null for the natural order. The length follows. */
    @SuppressWarnings("unchecked") // elements that cannot be compared so are refused when they are added
    static @Nullable Comparator<Object> read(BinaryInput in) {
        int order = in.peekVarInt();
        if (order >= 0) {
            return null;
        }
        in.readVarInt();
        return switch (order) {
            case REVERSE -> (Comparator<Object>) (Comparator<?>) Collections.reverseOrder();
            case IGNORING_CASE -> (Comparator<Object>) (Comparator<?>) String.CASE_INSENSITIVE_ORDER;
            default -> throw unknown(order, in);
        };
    }

    static void writeAccessOrder(BinaryOutput out) {
        out.writeVarInt(OF_ACCESS);
    }

    static boolean readAccessOrder(BinaryInput in) {
        int order = in.peekVarInt();
        if (order >= 0) {
            return false;
        }
        in.readVarInt();
        if (order != OF_ACCESS) {
            throw unknown(order, in);
        }
        return true;
    }

    private static CorruptDataException unknown(int order, BinaryInput in) {
        return SerdeErrors.corrupt(in, "a collection has the order " + order + ", which does not exist");
    }
}
