package io.weir.api;

/** What becomes of the last checkpoints when a job ends. */
public enum ExternalizedCheckpointRetention {
    /** Kept when the job is cancelled or fails. */
    RETAIN_ON_CANCELLATION,
    /** Deleted when the job is cancelled, kept when it fails. */
    DELETE_ON_CANCELLATION,
    /**
     * Deleted when the job finishes or is cancelled. Of a job that fails they are kept so that it can be restarted, until it is cancelled or is
     * no longer among the last that ended.
     */
    NO_EXTERNALIZED_CHECKPOINTS
}
