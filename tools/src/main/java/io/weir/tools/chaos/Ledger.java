package io.weir.tools.chaos;

import java.io.Serializable;

/**
 * What the records are, as arithmetic: nobody has to remember them. Each partition is the numbers from 0; number {@code n} is due a fixed time after
 * the beginning, and belongs to one key of its partition. In each round of {@value #KEYS} numbers each key comes once, in an order that changes.
 *
 * @param partitions 1 or more
 * @param recordsPerSecond of all partitions together, 1 or more
 */
record Ledger(int partitions, int recordsPerSecond) implements Serializable {
    /** Of a partition; a power of two. */
    static final int KEYS = 128;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long SECOND_MILLIS = 1_000;
    private static final int STEP = 37;
    private static final int TURN = 11;

    Ledger {
        if (partitions < 1 || recordsPerSecond < 1) {
            throw new IllegalArgumentException(partitions + " partitions, " + recordsPerSecond + " records a second");
        }
    }

    /** Nanoseconds from the beginning until a number of each partition is due. */
    long dueNanos(long number) {
        return number * partitions * SECOND_NANOS / recordsPerSecond; // enough for nine thousand million records
    }

    /** The first number that is not due after so many nanoseconds. */
    long countAfter(long nanos) {
        long number = (long) ((double) nanos * recordsPerSecond / SECOND_NANOS / partitions);
        while (dueNanos(number) <= nanos) {
            number++;
        }
        return number;
    }

    /** Its event time, in milliseconds. */
    long eventMillis(long number) {
        return number * partitions * SECOND_MILLIS / recordsPerSecond;
    }

    /** From 0 to {@value #KEYS}, without it. */
    static int key(int partition, long number) {
        long round = number / KEYS;
        return (int) ((number * STEP + round * TURN + partition) & (KEYS - 1));
    }

    /** The how many-th record of its key it is, from 1. */
    static long rank(long number) {
        return number / KEYS + 1;
    }

    static String keyName(int partition, long number) {
        return "p" + partition + "k" + key(partition, number);
    }

    /** The line that the job must write for a record, once. */
    static String line(int partition, long number, long rank) {
        return partition + "," + number + "," + rank;
    }
}
