package io.weir.api.function;

/** The checkpoint being taken. */
public interface FunctionSnapshotContext {
    long getCheckpointId();

    /** When the checkpoint began, in milliseconds since 1970 by the coordinator's clock. */
    long getCheckpointTimestamp();
}
