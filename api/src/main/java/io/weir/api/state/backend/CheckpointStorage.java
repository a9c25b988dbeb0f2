package io.weir.api.state.backend;

import org.jspecify.annotations.Nullable;

/** Where checkpoints go, under Flink's names; {@code CheckpointConfig.setCheckpointStorage(String)} says the same. */
public sealed interface CheckpointStorage permits FileSystemCheckpointStorage, JobManagerCheckpointStorage {
    /** A {@code file://} URI or an absolute path that all nodes reach; null for the cluster's own. */
    @Nullable
    String checkpointDir();
}
