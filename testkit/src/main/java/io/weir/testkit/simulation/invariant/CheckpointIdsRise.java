package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.job.JobEvent;

/** No checkpoint id, no epoch and no term is ever used twice, whoever leads. */
public final class CheckpointIdsRise extends Invariant {
    private long lastId;
    private long lastEpoch;
    private long lastTerm;

    @Override
    public void onJournaled(JobEvent event) {
        if (event instanceof JobEvent.CheckpointDecided decided
                && decided.event() instanceof LedgerEvent.CheckpointTriggered triggered) {
            lastId = risen("checkpoint id", lastId, triggered.id().value());
            if (triggered.epoch() != lastEpoch) {
                throw violation(triggered.id() + " was triggered for epoch " + triggered.epoch() + " while " + lastEpoch
                        + " runs");
            }
        } else if (event instanceof JobEvent.AttemptStarted started) {
            lastEpoch = risen("epoch", lastEpoch, started.epoch());
        } else if (event instanceof JobEvent.LeadershipTaken taken) {
            lastTerm = risen("term", lastTerm, taken.term());
        }
    }

    private long risen(String what, long last, long next) {
        if (next <= last) {
            throw violation(what + " " + next + " follows " + last);
        }
        return next;
    }
}
