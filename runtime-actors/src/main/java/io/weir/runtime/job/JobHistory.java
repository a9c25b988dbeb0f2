package io.weir.runtime.job;

import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a job says, folded: everything a new leader needs to go on, and bounded, so that it can be saved in place
 * of the events.
 *
 * @param term of the newest leader, 0 before the first
 * @param failures the last {@value #FAILURES_KEPT}, oldest first
 * @param slots of the newest attempt
 * @param firstAttemptAtMillis 0 before the first
 * @param restartRequest of the last operator who restarted the job; empty: nobody did
 * @param restartedAtEpoch of the newest attempt before that; failures up to it do not count any more. 0: never restarted
 * @param ledger events that lead to the same {@link io.weir.checkpoint.CheckpointLedger} as all of them did
 * @param completedCheckpoints of the whole life of the job
 * @param failedCheckpoints that ended without success, for whatever reason
 */
public record JobHistory(
        long term,
        String leader,
        long epoch,
        @Nullable Long fromCheckpoint,
        List<WorkerId> slots,
        int restarts,
        List<JobEvent.AttemptEnded> failures,
        boolean cancelRequested,
        JobEvent.@Nullable JobTerminated terminated,
        long firstAttemptAtMillis,
        List<LedgerEvent> ledger,
        long completedCheckpoints,
        long failedCheckpoints,
        String restartRequest,
        long restartedAtEpoch) {
    public static final int FAILURES_KEPT = 50;

    public static final JobHistory EMPTY =
            new JobHistory(0, "", 0, null, List.of(), 0, List.of(), false, null, 0, List.of(), 0, 0, "", 0);

    public JobHistory {
        slots = List.copyOf(slots);
        failures = List.copyOf(failures);
        ledger = List.copyOf(ledger);
    }

    public JobHistory with(JobEvent event) {
        Draft next = new Draft(this);
        if (event instanceof JobEvent.LeadershipTaken taken) {
            next.term = taken.term();
            next.leader = taken.node();
        } else if (event instanceof JobEvent.AttemptStarted started) {
            next.epoch = started.epoch();
            next.fromCheckpoint = started.fromCheckpoint();
            next.slots = started.slots();
            next.firstAttemptAtMillis = firstAttemptAtMillis == 0 ? started.atMillis() : firstAttemptAtMillis;
        } else if (event instanceof JobEvent.AttemptEnded ended) {
            next.restarts = restarts + (ended.kind() == FailureKind.LEAVING_WORKER ? 0 : 1);
            next.failures = withFailure(ended);
        } else if (event instanceof JobEvent.JobCancelRequested) {
            next.cancelRequested = true;
        } else if (event instanceof JobEvent.JobRestarted restarted) {
            next.terminated = null;
            next.cancelRequested = false;
            next.restartRequest = restarted.request();
            next.restartedAtEpoch = epoch;
            next.ledger = LedgerDigest.backTo(ledger, restarted.fromCheckpoint());
        } else if (event instanceof JobEvent.JobTerminated end) {
            next.terminated = end;
        } else if (event instanceof JobEvent.CheckpointDecided decided) {
            next.ledger = LedgerDigest.with(ledger, decided.event());
            next.completedCheckpoints += decided.event() instanceof LedgerEvent.CheckpointCompleted ? 1 : 0;
            next.failedCheckpoints += decided.event() instanceof LedgerEvent.CheckpointAborted ? 1 : 0;
        }
        return next.done();
    }

    /** Completed checkpoints that were not discarded, the oldest first. */
    public List<LedgerEvent.CheckpointCompleted> retainedCheckpoints() {
        return LedgerDigest.retained(ledger);
    }

    /** How the newest attempt ended; null if it may still run, or if an operator has restarted the job since. */
    public JobEvent.@Nullable AttemptEnded failureOfCurrentAttempt() {
        JobEvent.AttemptEnded last = failures.isEmpty() ? null : failures.get(failures.size() - 1);
        return last != null && last.epoch() == epoch && hasAttempt() ? last : null;
    }

    /** Whether there was an attempt since the job was submitted, or since an operator restarted it. */
    public boolean hasAttempt() {
        return epoch > restartedAtEpoch;
    }

    private List<JobEvent.AttemptEnded> withFailure(JobEvent.AttemptEnded ended) {
        List<JobEvent.AttemptEnded> all = new ArrayList<>(failures);
        all.add(ended);
        return all.size() > FAILURES_KEPT ? all.subList(1, all.size()) : all;
    }

    /** A history that is being changed in one place. */
    private static final class Draft {
        long term;
        String leader;
        long epoch;

        @Nullable
        Long fromCheckpoint;

        List<WorkerId> slots;
        int restarts;
        List<JobEvent.AttemptEnded> failures;
        boolean cancelRequested;
        JobEvent.@Nullable JobTerminated terminated;
        long firstAttemptAtMillis;
        List<LedgerEvent> ledger;
        long completedCheckpoints;
        long failedCheckpoints;
        String restartRequest;
        long restartedAtEpoch;

        Draft(JobHistory from) {
            term = from.term;
            leader = from.leader;
            epoch = from.epoch;
            fromCheckpoint = from.fromCheckpoint;
            slots = from.slots;
            restarts = from.restarts;
            failures = from.failures;
            cancelRequested = from.cancelRequested;
            terminated = from.terminated;
            firstAttemptAtMillis = from.firstAttemptAtMillis;
            ledger = from.ledger;
            completedCheckpoints = from.completedCheckpoints;
            failedCheckpoints = from.failedCheckpoints;
            restartRequest = from.restartRequest;
            restartedAtEpoch = from.restartedAtEpoch;
        }

        JobHistory done() {
            return new JobHistory(
                    term,
                    leader,
                    epoch,
                    fromCheckpoint,
                    slots,
                    restarts,
                    failures,
                    cancelRequested,
                    terminated,
                    firstAttemptAtMillis,
                    ledger,
                    completedCheckpoints,
                    failedCheckpoints,
                    restartRequest,
                    restartedAtEpoch);
        }
    }
}
