package io.weir.api.function;

/** A function that takes part in checkpoints itself, with operator state. */
public interface CheckpointedFunction {
    /** Called between two records; what the state holds on return is in the checkpoint. */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /** Called before open, also when there is nothing to restore. */
    void initializeState(FunctionInitializationContext context) throws Exception;
}
