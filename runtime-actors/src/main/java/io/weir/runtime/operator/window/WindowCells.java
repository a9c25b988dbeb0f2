package io.weir.runtime.operator.window;

import io.weir.state.row.Near;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of one key, each of one window or slice, by the beginning of that. Kept as one value of the key's state; a plain object so
 * that it has a codec.
 *
 * <p>Most records go to the newest cell. It lies in the object itself, because with many keys each array on the way to it would be a miss of the
 * processor's caches.
 */
public final class WindowCells implements Near {
    private static final int FIRST_CAPACITY = 2;

    /** So many cells there are. */
    public int size;
    /** Where the newest begins. */
    public long newestStart;
    /** Null if there is no cell. */
    public @Nullable Object newest;
    /** Where each of the others begins, ascending. */
    public long[] starts = new long[0];

    public @Nullable Object[] accumulators = new Object[0];
    /** The earliest timer of the key; Long.MAX_VALUE if there is none. */
    public long nextTimer = Long.MAX_VALUE;
    /** Windows whose last millisecond is up to this one have fired. */
    public long firedUpTo = Long.MIN_VALUE;

    @Override
    public int touch() {
        Object last = newest;
        return last != null && last.getClass() == WindowCells.class ? 1 : 0;
    }

    /** The place of the cell that begins there; if there is none, {@code -1 - place} of the one that would follow it. */
    int find(long start) {
        if (size == 0) {
            return -1;
        }
        if (newestStart <= start) {
            return newestStart == start ? size - 1 : -1 - size;
        }
        long[] others = starts;
        for (int at = size - 2; at >= 0; at--) {
            if (others[at] <= start) {
                return others[at] == start ? at : -2 - at;
            }
        }
        return -1;
    }

    /** The place of the first cell that begins there or later. */
    int from(long start) {
        int found = find(start);
        return found >= 0 ? found : -1 - found;
    }

    /** Where the cell at a place, from 0 up to {@link #size}, begins. */
    long start(int at) {
        return at == size - 1 ? newestStart : starts[at];
    }

    /** Of the cell at a place. */
    Object accumulator(int at) {
        return Objects.requireNonNull(at == size - 1 ? newest : accumulators[at]);
    }

    void set(int at, Object accumulator) {
        if (at == size - 1) {
            newest = accumulator;
        } else {
            accumulators[at] = accumulator;
        }
    }

    /** Before the cell that is at that place. */
    void insert(int at, long start, Object accumulator) {
        if (size > 0) {
            int others = size - 1;
            if (others == starts.length) {
                int capacity = Math.max(FIRST_CAPACITY, 2 * others);
                starts = Arrays.copyOf(starts, capacity);
                accumulators = Arrays.copyOf(accumulators, capacity);
            }
            if (at < size) {
                System.arraycopy(starts, at, starts, at + 1, others - at);
                System.arraycopy(accumulators, at, accumulators, at + 1, others - at);
                starts[at] = start;
                accumulators[at] = accumulator;
                size++;
                return;
            }
            starts[others] = newestStart;
            accumulators[others] = newest;
        }
        newestStart = start;
        newest = accumulator;
        size++;
    }

    void removeFirst(int count) {
        int others = Math.max(0, size - 1);
        int left = Math.max(0, others - count);
        if (count > 0 && others > 0) {
            System.arraycopy(starts, others - left, starts, 0, left);
            System.arraycopy(accumulators, others - left, accumulators, 0, left);
            Arrays.fill(accumulators, left, others, null);
        }
        size -= count;
        if (size == 0) {
            newest = null;
        }
    }
}
