package io.weir.actors.job;

import io.weir.checkpoint.DeletionHold;
import java.util.function.LongSupplier;

/**
 * Whether anything of a checkpoint may be deleted now: the job manager sets it, whoever deletes asks, on whatever thread, right before. So
 * a hold counts from the moment it is acknowledged; what was begun before was journaled before, and a copy of the journal knows it.
 */
final class DeletionGate {
    private final LongSupplier clock;
    private volatile DeletionHold hold = DeletionHold.NONE;

    DeletionGate(LongSupplier clock) {
        this.clock = clock;
    }

    void set(DeletionHold now) {
        hold = now;
    }

    DeletionHold hold() {
        return hold;
    }

    /** Whether nothing may be deleted. */
    boolean isClosed() {
        return hold.isOn(clock.getAsLong());
    }
}
