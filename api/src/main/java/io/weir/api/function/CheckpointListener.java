package io.weir.api.function;

/** Told about checkpoints that ended; at most once for each, and possibly not at all: act on all ids up to the one told. */
public interface CheckpointListener {
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
