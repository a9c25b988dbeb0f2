package io.weir.api.connector;

/**
 * Where a reader emits. A reader of several splits that emits the records of each through {@link #createOutputForSplit an output of its own}
 * gets a watermark of each: the reader's is that of the split that is behind.
 */
public interface ReaderOutput<T> extends SourceOutput<T> {
    /**
     * The output of one split; the same for the same split. There is one from the moment the split is assigned, and it holds up event time
     * until {@link #releaseOutputForSplit}: a reader that uses the outputs of splits uses them for all, and releases each.
     */
    default SourceOutput<T> createOutputForSplit(String splitId) {
        return this;
    }

    /** The split was read to its end: nobody waits for its watermark. */
    default void releaseOutputForSplit(String splitId) {}
}
