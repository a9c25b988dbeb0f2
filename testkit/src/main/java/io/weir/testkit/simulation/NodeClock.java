package io.weir.testkit.simulation;

import io.weir.api.time.ProcessingClock;
import java.util.concurrent.CompletableFuture;

/** The clock of one machine: its wall clock may be wrong, and may jump; elapsed time is always right. */
final class NodeClock implements ProcessingClock {
    private final VirtualTime time;
    private long offsetMillis;

    NodeClock(VirtualTime time) {
        this.time = time;
    }

    /** From now on the wall clock is so much ahead of the others. */
    void set(long millisAhead) {
        offsetMillis = millisAhead;
    }

    @Override
    public long currentTimeMillis() {
        return time.currentTimeMillis() + offsetMillis;
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public CompletableFuture<Void> after(long nanos) {
        return time.after(nanos);
    }
}
