package io.weir.tools.chaos;

import java.util.function.LongSupplier;

/** A limit of time that does not count while this machine stands still (suspended, or with all its processes paused). Confined to one thread. */
final class Patience {
    /** Nobody who is awake looks less often. */
    static final long STOOD_STILL_NANOS = 15_000_000_000L;

    private final long limitNanos;
    private final LongSupplier clock;
    private long last;
    private long waited;

    /** @param clock in nanoseconds, from anywhere */
    Patience(long limitNanos, LongSupplier clock) {
        this.limitNanos = limitNanos;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** To be asked often. */
    boolean isOver() {
        long now = clock.getAsLong();
        long since = now - last;
        last = now;
        if (since < STOOD_STILL_NANOS) {
            waited += since;
        }
        return waited > limitNanos;
    }
}
