package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.job.JobEvent;
import java.util.HashMap;
import java.util.Map;

/** Nobody hears of a completion that is not journaled, and a sink commits only what belongs to a checkpoint of its own attempt whose completion stands in the journal. */
public final class CommitsFollowCompletion extends Invariant {
    private final Map<CheckpointId, Long> epochOf = new HashMap<>();
    private final Map<Long, Long> newestCompleted = new HashMap<>();

    @Override
    public void onJournaled(JobEvent event) {
        if (!(event instanceof JobEvent.CheckpointDecided decided)) {
            return;
        }
        if (decided.event() instanceof LedgerEvent.CheckpointTriggered triggered) {
            epochOf.put(triggered.id(), triggered.epoch());
        } else if (decided.event() instanceof LedgerEvent.CheckpointCompleted completed) {
            Long epoch = epochOf.get(completed.id());
            if (epoch == null) {
                throw violation(completed.id() + " is complete and was never triggered");
            }
            newestCompleted.merge(epoch, completed.id().value(), Math::max);
        }
    }

    @Override
    public void onCompletionHeard(long checkpoint) {
        Long epoch = epochOf.get(new CheckpointId(checkpoint));
        if (epoch == null || newestCompleted.getOrDefault(epoch, 0L) < checkpoint) {
            throw violation("a subtask hears that cp-" + checkpoint + " is complete, and the journal does not say so");
        }
    }

    @Override
    public void onCommit(Commit commit) {
        if (commit.preparedFor() == Commit.NO_CHECKPOINT) {
            throw violation("transaction " + commit.transaction() + " is committed and in no checkpoint");
        }
        long completed = newestCompleted.getOrDefault((long) commit.attempt(), 0L);
        if (commit.preparedFor() > completed) {
            throw violation("transaction " + commit.transaction() + " of cp-" + commit.preparedFor()
                    + " is committed; the newest checkpoint of attempt " + commit.attempt()
                    + " whose completion is journaled is cp-" + completed);
        }
    }
}
