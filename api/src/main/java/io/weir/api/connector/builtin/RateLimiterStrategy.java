package io.weir.api.connector.builtin;

import java.io.Serializable;

/**
 * How fast a source emits.
 *
 * @param recordsPerSecond all readers together; 0 for as fast as it goes
 */
public record RateLimiterStrategy(double recordsPerSecond) implements Serializable {
    public RateLimiterStrategy {
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
        return new RateLimiterStrategy(recordsPerSecond);
    }

    /** As fast as it goes. */
    public static RateLimiterStrategy noOp() {
        return new RateLimiterStrategy(0);
    }

    boolean isLimited() {
        return recordsPerSecond > 0;
    }
}
