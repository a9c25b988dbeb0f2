package io.weir.api.state.backend;

import org.jspecify.annotations.Nullable;

/** Checkpoints where the cluster has them. Not in the memory of one process as in Flink, where they are lost with it. */
public final class JobManagerCheckpointStorage implements CheckpointStorage {
    public JobManagerCheckpointStorage() {}

    /** The limit is accepted where Flink programs have it, without effect. */
    public JobManagerCheckpointStorage(int maxStateSize) {}

    @Override
    public @Nullable String checkpointDir() {
        return null;
    }
}
