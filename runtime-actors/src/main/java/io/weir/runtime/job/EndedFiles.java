package io.weir.runtime.job;

import io.weir.api.ExternalizedCheckpointRetention;
import io.weir.api.JobStatus;

/** What becomes of the checkpoints of a job that has ended. */
public enum EndedFiles {
    /** They are the user's from now on. */
    KEPT,
    /** They are kept so that the job can be restarted, until it is cancelled or leaves the list of jobs. */
    KEPT_FOR_RESTART,
    DELETED;

    /** By how it ended and what the job asked for. */
    public static EndedFiles after(JobStatus end, ExternalizedCheckpointRetention retention) {
        return switch (end) {
            case CANCELED -> retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION ? KEPT : DELETED;
            case FAILED ->
                retention == ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS ? KEPT_FOR_RESTART : KEPT;
            default -> DELETED;
        };
    }
}
