package io.weir.runtime.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of an encoded message that is too large to travel in one.
 *
 * @param message numbers the messages of one sender: the parts of an older one are of no use any more
 * @param type of the message, as the decoder knows it
 * @param index counted from 0
 * @param count of all parts of the message, from 1 to {@value #MOST_PARTS}
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
public record Part(
        long message, @Within(most = Within.LONGEST_ID) String type, int index, int count, byte[] bytes) {
    /** So that the table of what has come is small whatever the first part says. */
    public static final int MOST_PARTS = 16 * 1024;

    public Part {
        if (count < 1 || count > MOST_PARTS || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "part " + index + " of " + count + ": there are from 1 to " + MOST_PARTS + ", counted from 0");
        }
    }

    /**
     * Cuts an encoded message.
     *
     * @param most bytes in each part, positive; the bytes must not need more than {@value #MOST_PARTS} parts
     */
    public static List<Part> cut(long message, String type, byte[] whole, int most) {
        int count = Math.max(1, (whole.length + most - 1) / most);
        List<Part> parts = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int from = index * most;
            int to = Math.min(whole.length, from + most);
            parts.add(new Part(message, type, index, count, Arrays.copyOfRange(whole, from, to)));
        }
        return parts;
    }
}
