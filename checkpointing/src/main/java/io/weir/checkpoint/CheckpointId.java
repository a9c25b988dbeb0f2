package io.weir.checkpoint;

/**
 * Names one checkpoint attempt of one job; a later id names a later attempt, even when the earlier one failed.
 *
 * @param value the attempt number, counted from {@value #FIRST}
 */
public record CheckpointId(long value) implements Comparable<CheckpointId> {
    public static final long FIRST = 1;

    public CheckpointId {
        if (value < FIRST) {
            throw new IllegalArgumentException("checkpoint id " + value + " is below " + FIRST
                    + ", the first attempt; take ids from CheckpointLedger, do not compute them");
        }
    }

    public boolean isAfter(CheckpointId other) {
        return value > other.value;
    }

    @Override
    public int compareTo(CheckpointId other) {
        return Long.compare(value, other.value);
    }

    /** For logs and messages: {@code cp-17}. */
    @Override
    public String toString() {
        return "cp-" + value;
    }
}
