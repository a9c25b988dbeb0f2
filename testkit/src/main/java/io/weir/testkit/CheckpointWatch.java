package io.weir.testkit;

import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.job.JobEvent;
import io.weir.testkit.simulation.invariant.Invariant;

/** No rule, but listens like one: which checkpoints began, and which are complete. */
final class CheckpointWatch extends Invariant {
    private long lastTriggered;
    private long lastCompleted;

    @Override
    public void onJournaled(JobEvent event) {
        if (event instanceof JobEvent.CheckpointDecided decided) {
            if (decided.event() instanceof LedgerEvent.CheckpointTriggered triggered) {
                lastTriggered = Math.max(lastTriggered, triggered.id().value());
            } else if (decided.event() instanceof LedgerEvent.CheckpointCompleted completed) {
                lastCompleted = Math.max(lastCompleted, completed.id().value());
            }
        }
    }

    long lastTriggered() {
        return lastTriggered;
    }

    long lastCompleted() {
        return lastCompleted;
    }
}
