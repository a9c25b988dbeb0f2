package io.weir.runtime.operator.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sessions of one key, by their beginning; none touches another. Kept as one value of the key's state; a plain object so that it has a codec. */
public final class WindowSessions {
    private static final int FIRST_CAPACITY = 2;

    /** So many are open. */
    public int size;

    public long[] starts = new long[FIRST_CAPACITY];
    /** Behind the last millisecond of each. */
    public long[] ends = new long[FIRST_CAPACITY];
    /** Whether each has fired and not grown since. */
    public boolean[] fired = new boolean[FIRST_CAPACITY];

    public @Nullable Object[] accumulators = new Object[FIRST_CAPACITY];
    /** The earliest timer of the key; Long.MAX_VALUE if there is none. */
    public long nextTimer = Long.MAX_VALUE;

    /** The place of the first session that ends there or later. */
    int firstEndingFrom(long time) {
        int at = size;
        while (at > 0 && ends[at - 1] >= time) {
            at--;
        }
        return at;
    }

    void insert(int at, long start, long end, Object accumulator) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            fired = Arrays.copyOf(fired, 2 * size);
            accumulators = Arrays.copyOf(accumulators, 2 * size);
        }
        move(at, at + 1);
        starts[at] = start;
        ends[at] = end;
        fired[at] = false;
        accumulators[at] = accumulator;
        size++;
    }

    /** Removes those from one place to before another. */
    void remove(int from, int to) {
        if (to > from) {
            move(to, from);
            Arrays.fill(accumulators, size - (to - from), size, null);
            size -= to - from;
        }
    }

    private void move(int from, int to) {
        System.arraycopy(starts, from, starts, to, size - from);
        System.arraycopy(ends, from, ends, to, size - from);
        System.arraycopy(fired, from, fired, to, size - from);
        System.arraycopy(accumulators, from, accumulators, to, size - from);
    }
}
