package io.weir.runtime.job;

import io.weir.api.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/** Where a job is in its life, named by what it waits for. */
public enum JobPhase {
    /** For its first look at the journal. */
    CREATED,
    /** A new leader waits for the workers of the attempt it found to say what they run. */
    RECONCILING,
    /** For enough free slots. */
    WAITING_FOR_SLOTS,
    /** For every worker to have deployed, and then to run, its subtasks. */
    DEPLOYING,
    /** For input to end, or for a failure. */
    RUNNING,
    /** All input is processed: for the last checkpoint. */
    DRAINED,
    /** For every worker to have committed and closed. */
    FINISHING,
    /** For the delay of the restart strategy. */
    RESTARTING,
    /** Cancelled: for the workers to have stopped. */
    CANCELLING,
    /** Failed for good: for the workers to have stopped. */
    FAILING,
    FINISHED,
    CANCELED,
    FAILED;

    /** The legal steps. */
    public Set<JobPhase> next() {
        return switch (this) {
            case CREATED ->
                EnumSet.of(RECONCILING, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case RECONCILING ->
                EnumSet.of(RUNNING, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case WAITING_FOR_SLOTS -> EnumSet.of(DEPLOYING, CANCELED, FAILED);
            case DEPLOYING -> EnumSet.of(RUNNING, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case RUNNING ->
                EnumSet.of(DRAINED, FINISHING, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case DRAINED -> EnumSet.of(FINISHING, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case FINISHING ->
                EnumSet.of(FINISHED, WAITING_FOR_SLOTS, RESTARTING, CANCELLING, CANCELED, FAILING, FAILED);
            case RESTARTING -> EnumSet.of(WAITING_FOR_SLOTS, CANCELED, FAILED);
            case CANCELLING -> EnumSet.of(CANCELED);
            case FAILING -> EnumSet.of(CANCELLING, FAILED);
            case FINISHED, CANCELED, FAILED -> EnumSet.noneOf(JobPhase.class);
        };
    }

    /** Whether the job will never run again. */
    public boolean isTerminal() {
        return next().isEmpty();
    }

    /** Whether an attempt is deployed, or may be. */
    public boolean hasAttempt() {
        return this == DEPLOYING || this == RUNNING || this == DRAINED || this == FINISHING;
    }

    /** The word users see; {@code epoch} tells a first start from a later one. */
    public JobStatus status(long epoch) {
        return switch (this) {
            case CREATED -> JobStatus.INITIALIZING;
            case RECONCILING -> JobStatus.RECONCILING;
            case WAITING_FOR_SLOTS -> epoch == 0 ? JobStatus.CREATED : JobStatus.RESTARTING;
            case DEPLOYING -> epoch <= 1 ? JobStatus.CREATED : JobStatus.RESTARTING;
            case RUNNING, DRAINED, FINISHING -> JobStatus.RUNNING;
            case RESTARTING -> JobStatus.RESTARTING;
            case CANCELLING -> JobStatus.CANCELLING;
            case FAILING -> JobStatus.FAILING;
            case FINISHED -> JobStatus.FINISHED;
            case CANCELED -> JobStatus.CANCELED;
            case FAILED -> JobStatus.FAILED;
        };
    }
}
