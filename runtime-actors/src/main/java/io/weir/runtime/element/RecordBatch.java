package io.weir.runtime.element;

import org.jspecify.annotations.Nullable;

/**
 * Records that go by reference between subtasks of one JVM. Filled by its sender, then handed over: from there on it is the receiver's,
 * and the records in it too; see {@link Ownership}.
 */
public final class RecordBatch implements StreamElement {
    /** The timestamp of a record that has none. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private static final int[] NO_PRINTS = {};

    private final Object[] values;
    private long @Nullable [] timestamps;
    private final @Nullable RecordCheck check;
    private final int[] prints;
    private int size;

    public RecordBatch(int capacity) {
        this(capacity, null);
    }

    /** With the checking mode, if {@code check} is not null. */
    public RecordBatch(int capacity, @Nullable RecordCheck check) {
        this.values = new Object[capacity];
        this.check = check;
        this.prints = check == null ? NO_PRINTS : new int[capacity];
    }

    /** Adds a record; true when the batch is full by that. */
    public boolean add(Object value, long timestamp) {
        int at = size;
        values[at] = value;
        if (check != null) {
            prints[at] = check.print(value);
        }
        if (timestamp != NO_TIMESTAMP || timestamps != null) {
            addTimestamp(at, timestamp);
        }
        size = at + 1;
        return at + 1 == values.length;
    }

    private void addTimestamp(int at, long timestamp) {
        long[] all = timestamps;
        if (all == null) {
            all = new long[values.length];
            java.util.Arrays.fill(all, 0, at, NO_TIMESTAMP);
            timestamps = all;
        }
        all[at] = timestamp;
    }

    /** Whether {@link #verify} finds out anything. */
    public boolean isChecked() {
        return check != null;
    }

    /**
     * Looks whether a record is still what it was when it was added.
     *
     * @throws io.weir.runtime.failure.WeirException [API-266] if it is not
     */
    public void verify(int at) {
        if (check != null) {
            check.verify(values[at], prints[at]);
        }
    }

    public int size() {
        return size;
    }

    public Object value(int at) {
        return values[at];
    }

    /** The timestamp of one record, in milliseconds; {@link #NO_TIMESTAMP} if it has none. */
    public long timestamp(int at) {
        long[] all = timestamps;
        return all == null ? NO_TIMESTAMP : all[at];
    }

    @Override
    public boolean costsCredit() {
        return true;
    }
}
