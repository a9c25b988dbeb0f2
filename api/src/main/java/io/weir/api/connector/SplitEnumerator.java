package io.weir.api.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds splits and gives them to readers; one for each source, beside the job's coordinator. The enumerators of a job are called one at a
 * time, on a thread that is theirs: they may block for a while, and then the readers that ask for splits wait, and checkpoints, which may
 * expire. When the attempt ends, one that does not return is interrupted.
 */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT> {
    /** Called once, before anything else. */
    void start();

    /**
     * A reader asks for a split.
     *
     * @param requesterHostname null if unknown
     */
    void handleSplitRequest(int subtaskId, @Nullable String requesterHostname);

    /** Splits a failed reader had got since its last checkpoint; they must be given out again. */
    void addSplitsBack(List<SplitT> splits, int subtaskId);

    /** A reader has registered, for the first time or after a restart. */
    void addReader(int subtaskId);

    /** What is not yet given out. Splits given out are in the readers' snapshots. */
    CheckpointT snapshotState(long checkpointId) throws Exception;

    default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {}

    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    default void notifyCheckpointAborted(long checkpointId) throws Exception {}

    void close() throws Exception;
}
