package io.weir.checkpoint;

/** Every reason why a checkpoint may end without success, and whether it counts towards the tolerable failures. */
public enum AbortReason {
    /** It was not whole within the timeout. */
    EXPIRED(true),
    /** A subtask declined it. */
    DECLINED(true),
    /** A subtask could not write its files. */
    STORAGE_FAILED(true),
    /** The asynchronous part of a subtask's snapshot failed. */
    SNAPSHOT_FAILED(true),
    /** A split enumerator, or whatever else is saved by the coordinator itself, could not be saved. */
    COORDINATOR_FAILED(true),
    /** A subtask referred to a file that this checkpoint did not write and no retained one holds. */
    UNKNOWN_FILE(true),
    /** The manifest was not written. */
    MANIFEST_FAILED(true),
    /** Nobody knows whether the manifest was written; its files stay until a later checkpoint completes. */
    MANIFEST_UNCERTAIN(true),
    /** A later checkpoint took its place. */
    SUBSUMED(false),
    /** The attempt that was taking it ended. */
    ATTEMPT_ENDED(false),
    /** A new leader found it unfinished. */
    LEADER_CHANGED(false);

    private final boolean countsAsFailure;

    AbortReason(boolean countsAsFailure) {
        this.countsAsFailure = countsAsFailure;
    }

    public boolean countsAsFailure() {
        return countsAsFailure;
    }
}
