package io.weir.api.connector;

import java.util.Collection;
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

    /**
     * Watermark alignment holds some splits, and lets others go on: of the first nothing is to be read until they are named among the
     * second. A reader that has one split at a time need not implement it: all of it is held then.
     *
     * @throws UnsupportedOperationException if the reader cannot do that
     */
    default void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        throw new UnsupportedOperationException(getClass().getName() + " cannot pause splits");
    }

    default void handleSourceEvents(SourceEvent sourceEvent) {}

    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    default void notifyCheckpointAborted(long checkpointId) throws Exception {}

    void close() throws Exception;
}
