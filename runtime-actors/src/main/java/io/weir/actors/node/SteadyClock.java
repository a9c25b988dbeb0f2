package io.weir.actors.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Milliseconds since 1970 as the wall clock said when this began, and from then on by elapsed time: never goes back, and does not jump when
 * the wall clock is set. What the coordinator waits for, it waits for as long as it should.
 */
final class SteadyClock implements LongSupplier {
    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanoTime;

    SteadyClock(long startMillis, LongSupplier nanoTime) {
        this.startMillis = startMillis;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    static SteadyClock start() {
        return new SteadyClock(System.currentTimeMillis(), System::nanoTime);
    }

    @Override
    public long getAsLong() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
    }
}
