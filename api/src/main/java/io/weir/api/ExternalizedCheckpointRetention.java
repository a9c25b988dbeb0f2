package io.weir.api;

/** What becomes of the last checkpoints when a job ends. */
public enum ExternalizedCheckpointRetention {
    /** Kept when the job is cancelled or fails. */
    RETAIN_ON_CANCELLATION,
    /** Deleted when the job is cancelled, kept when it fails. */
    DELETE_ON_CANCELLATION,
    /** Deleted when the job ends, however it ends. */
    NO_EXTERNALIZED_CHECKPOINTS
}
