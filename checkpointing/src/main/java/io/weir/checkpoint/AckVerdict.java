package io.weir.checkpoint;

/** What an acknowledgement was. Only the first two change anything; files of the others are discarded unless somebody needs them. */
public enum AckVerdict {
    /** Taken; others are still missing. */
    ACCEPTED,
    /** Taken, and it was the last one: the manifest is written next. */
    COMPLETES,
    /** This subtask had already acknowledged. */
    DUPLICATE,
    /** The checkpoint is complete or given up. */
    LATE,
    /** No such subtask belongs to the attempt. */
    UNKNOWN_SUBTASK,
    /** From an older attempt. */
    STALE_EPOCH,
    /** It refers to a file that neither this checkpoint wrote nor a retained one holds; the checkpoint is given up. */
    UNKNOWN_FILE,
    /** Of a later epoch or id than any known here: a newer leader is at work, so nothing is touched. */
    NOT_OURS
}
