package io.weir.api.state.backend;

import io.weir.api.argument.Argument;
import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.StateBackendSettings;
import org.jspecify.annotations.Nullable;

/** State in RocksDB on the node's disk, with a cache of rows: for more state than memory. */
public class EmbeddedRocksDBStateBackend implements StateBackend {
    private @Nullable String dbStoragePath;

    public EmbeddedRocksDBStateBackend() {}

    /** Accepted where Flink programs have it: checkpoints of RocksDB are always incremental. */
    public EmbeddedRocksDBStateBackend(boolean enableIncrementalCheckpointing) {}

    /** The working directory on each node, an absolute path; its content is worthless after the job. */
    public void setDbStoragePath(String path) {
        dbStoragePath = Argument.named(path, "path");
    }

    public @Nullable String getDbStoragePath() {
        return dbStoragePath;
    }

    @Override
    public StateBackendSettings toSettings() {
        return new StateBackendSettings(StateBackendKind.ROCKSDB, dbStoragePath);
    }
}
