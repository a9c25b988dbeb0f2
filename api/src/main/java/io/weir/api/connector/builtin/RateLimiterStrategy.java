package io.weir.api.connector.builtin;

import java.io.Serializable;

/**
 * How fast a source emits.
 *
 * @param recordsPerSecond all readers together; 0 for as fast as it goes
 * @param recordsPerCheckpoint all readers together, from one completed checkpoint to the next; 0 for any number
 */
public record RateLimiterStrategy(double recordsPerSecond, int recordsPerCheckpoint) implements Serializable {
    public RateLimiterStrategy {
        if (recordsPerCheckpoint < 0) {
            throw new IllegalArgumentException("[API-124] A rate of " + recordsPerCheckpoint
                    + " records per checkpoint makes no sense. Give a positive number, or RateLimiterStrategy.noOp().");
        }
        if (!(recordsPerSecond >= 0) || Double.isInfinite(recordsPerSecond)) {
            throw new IllegalArgumentException("[API-124] A rate of " + recordsPerSecond
                    + " records per second makes no sense. Give a positive number, or RateLimiterStrategy.noOp().");
        }
    }

    /** All readers together emit so many, evenly; element i is due i / rate seconds after the start. */
    public static RateLimiterStrategy perSecond(double recordsPerSecond) {
        if (recordsPerSecond == 0) {
            throw new IllegalArgumentException("[API-124] A rate of 0 records per second would never emit anything. "
                    + "Give a positive number, or RateLimiterStrategy.noOp().");
        }
        return new RateLimiterStrategy(recordsPerSecond, 0);
    }

    /**
     * All readers together emit so many as fast as it goes, each its share, then wait until a checkpoint is complete. Without checkpoints they wait
     * for ever.
     *
     * @param recordsPerCheckpoint at least one for each reader
     */
    public static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
        if (recordsPerCheckpoint == 0) {
            throw new IllegalArgumentException(
                    "[API-124] A rate of 0 records per checkpoint would never emit anything. "
                            + "Give a positive number, or RateLimiterStrategy.noOp().");
        }
        return new RateLimiterStrategy(0, recordsPerCheckpoint);
    }

    /** As fast as it goes. */
    public static RateLimiterStrategy noOp() {
        return new RateLimiterStrategy(0, 0);
    }

    /**
     * How many records one of the readers may emit from one checkpoint to the next; {@link Long#MAX_VALUE} for any number.
     *
     * @throws IllegalArgumentException [API-124] if there are more readers than records
     */
    long perCheckpointOf(int readers) {
        if (recordsPerCheckpoint == 0) {
            return Long.MAX_VALUE;
        }
        if (recordsPerCheckpoint < readers) {
            throw new IllegalArgumentException(
                    "[API-124] " + recordsPerCheckpoint + " records per checkpoint are less than one for each of "
                            + readers
                            + " readers. Some would never emit anything. Give a larger number, or the source a smaller parallelism.");
        }
        return recordsPerCheckpoint / readers;
    }

    boolean isLimited() {
        return recordsPerSecond > 0;
    }
}
