package io.weir.api.connector;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads splits on one subtask. All methods are called by one thread and must not block. Splits in a snapshot carry the position, so
 * that a reader that is given them goes on exactly there.
 */
public interface SourceReader<T, SplitT extends SourceSplit> {
    /** Called once, after restored splits were added. */
    void start();

    /** Emits a few records, at best one batch, and says whether there are more. */
    InputStatus pollNext(ReaderOutput<T> output) throws Exception;

    /** The splits not yet read to their end, with positions as of now. */
    List<SplitT> snapshotState(long checkpointId) throws Exception;

    /** Completes when {@link #pollNext} is worth calling; may be completed already. */
    CompletableFuture<Void> isAvailable();

    void addSplits(List<SplitT> splits);

    /** When the splits there are have been read, the input ends. */
    void notifyNoMoreSplits();

    default void handleSourceEvents(SourceEvent sourceEvent) {}

    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    default void notifyCheckpointAborted(long checkpointId) throws Exception {}

    void close() throws Exception;
}
