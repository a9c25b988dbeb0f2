package io.weir.api;

/** Where a job is in its life. */
public enum JobStatus {
    /** Accepted, not yet taken up. */
    INITIALIZING,
    /** Taken up, no subtask runs yet. */
    CREATED,
    RUNNING,
    /** Failed for good, waiting for its subtasks to stop. */
    FAILING,
    FAILED,
    CANCELLING,
    CANCELED,
    FINISHED,
    /** Between two attempts. */
    RESTARTING,
    SUSPENDED,
    RECONCILING;

    /** Whether the job will never run again, on any leader. */
    public boolean isGloballyTerminalState() {
        return this == FAILED || this == CANCELED || this == FINISHED;
    }

    /** Whether the job has ended here; a suspended job may go on under another leader. */
    public boolean isTerminalState() {
        return isGloballyTerminalState() || this == SUSPENDED;
    }
}
