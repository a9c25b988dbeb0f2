package io.weir.connector.file;

import io.weir.api.time.ProcessingClock;
import java.util.concurrent.TimeUnit;

/** Says how many lines may be emitted now, so that they flow steadily. After a pause it makes up for at most {@value #BURST_MILLIS} ms. */
final class RateLimit {
    static final long BURST_MILLIS = 50;
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(BURST_MILLIS);
    private static final long MIN_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ProcessingClock clock;
    private final double nanosPerLine;
    /** When the next line is due. */
    private double nextNanos;

    /** @param linesPerSecond positive */
    RateLimit(ProcessingClock clock, double linesPerSecond) {
        this.clock = clock;
        this.nanosPerLine = TimeUnit.SECONDS.toNanos(1) / linesPerSecond;
        this.nextNanos = clock.nanoTime();
    }

    /** How many lines are due, at most {@code most}. */
    int due(int most) {
        long now = clock.nanoTime();
        nextNanos = Math.max(nextNanos, now - (double) BURST_NANOS);
        double waiting = now - nextNanos;
        return waiting < 0 ? 0 : (int) Math.min(most, waiting / nanosPerLine + 1);
    }

    void took(int lines) {
        nextNanos += lines * nanosPerLine;
    }

    /** Until the next line is due; 0 if one is. At least a millisecond otherwise, as timers are no finer. */
    long nanosToWait() {
        double wait = nextNanos - clock.nanoTime();
        return wait <= 0 ? 0 : Math.max(MIN_WAIT_NANOS, (long) Math.ceil(wait));
    }
}
