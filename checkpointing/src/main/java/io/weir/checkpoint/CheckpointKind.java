package io.weir.checkpoint;

/** What a snapshot is for, and so who owns its files. */
public enum CheckpointKind {
    /** Taken and deleted by the job, for its own recovery. */
    CHECKPOINT,
    /** Asked for by a person, who owns it; never deleted by the job. */
    SAVEPOINT
}
