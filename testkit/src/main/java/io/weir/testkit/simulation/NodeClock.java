package io.weir.testkit.simulation;

import io.weir.api.time.ProcessingClock;
import java.util.concurrent.CompletableFuture;

/** The clock of one machine: its wall clock may be wrong, and may jump; elapsed time is always right. */
final class NodeClock implements ProcessingClock {
    private final SimulatedNode node;
    private final VirtualTime time;
    private long offsetMillis;
    private long offsetAtStart;

    NodeClock(SimulatedNode node) {
        this.node = node;
        this.time = node.cluster.time;
    }

    /** From now on the wall clock is so much ahead of the others. */
    void set(long millisAhead) {
        offsetMillis = millisAhead;
    }

    /** A process starts: its steady clock goes on from what the wall clock says now. */
    void start(long millisAhead) {
        offsetMillis = millisAhead;
        offsetAtStart = millisAhead;
    }

    /** What the wall clock said at the start of the process, and the time that has passed since. */
    long steadyMillis() {
        return time.currentTimeMillis() + offsetAtStart;
    }

    @Override
    public long currentTimeMillis() {
        return time.currentTimeMillis() + offsetMillis;
    }

    @Override
    public long nanoTime() {
        return time.now();
    }

    @Override
    public CompletableFuture<Void> after(long nanos) {
        CompletableFuture<Void> elapsed = new CompletableFuture<>();
        if (nanos <= 0) {
            elapsed.complete(null);
        } else {
            node.in(nanos, () -> elapsed.complete(null));
        }
        return elapsed;
    }
}
