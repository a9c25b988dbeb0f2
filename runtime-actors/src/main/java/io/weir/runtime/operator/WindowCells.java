package io.weir.runtime.operator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of one key, each of one window or slice, by the beginning of that. Kept as one value of the key's state; a plain object so
 * that it has a codec.
 */
public final class WindowCells {
    private static final int FIRST_CAPACITY = 2;

    /** So many cells are used. */
    public int size;
    /** Where each begins, ascending. */
    public long[] starts = new long[FIRST_CAPACITY];

    public @Nullable Object[] accumulators = new Object[FIRST_CAPACITY];
    /** The earliest timer of the key; Long.MAX_VALUE if there is none. */
    public long nextTimer = Long.MAX_VALUE;
    /** Windows whose last millisecond is up to this one have fired. */
    public long firedUpTo = Long.MIN_VALUE;

    /** The place of the cell that begins there; if there is none, {@code -1 - place} of the one that would follow it. */
    int find(long start) {
        long[] all = starts;
        for (int at = size - 1; at >= 0; at--) { // mostly the last one
            if (all[at] <= start) {
                return all[at] == start ? at : -2 - at;
            }
        }
        return -1;
    }

    /** The place of the first cell that begins there or later. */
    int from(long start) {
        int found = find(start);
        return found >= 0 ? found : -1 - found;
    }

    void insert(int at, long start, Object accumulator) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            accumulators = Arrays.copyOf(accumulators, 2 * size);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(accumulators, at, accumulators, at + 1, size - at);
        starts[at] = start;
        accumulators[at] = accumulator;
        size++;
    }

    void removeFirst(int count) {
        if (count > 0) {
            System.arraycopy(starts, count, starts, 0, size - count);
            System.arraycopy(accumulators, count, accumulators, 0, size - count);
            Arrays.fill(accumulators, size - count, size, null);
            size -= count;
        }
    }
}
