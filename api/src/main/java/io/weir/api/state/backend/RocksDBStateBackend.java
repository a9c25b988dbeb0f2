package io.weir.api.state.backend;

import io.weir.api.argument.Argument;
import org.jspecify.annotations.Nullable;

/** {@link EmbeddedRocksDBStateBackend}, with a checkpoint directory if one is given. */
public class RocksDBStateBackend extends EmbeddedRocksDBStateBackend {
    private final @Nullable String checkpointDir;

    public RocksDBStateBackend() {
        this.checkpointDir = null;
    }

    /**
     * Checkpoints go to this directory.
     *
     * @param checkpointDir as {@code file:///var/checkpoints}
     */
    public RocksDBStateBackend(String checkpointDir) {
        this.checkpointDir = Argument.named(checkpointDir, "checkpointDir");
    }

    /** The flag is accepted where Flink programs have it: checkpoints of RocksDB are always incremental. */
    public RocksDBStateBackend(String checkpointDir, boolean enableIncrementalCheckpointing) {
        this(checkpointDir);
    }

    @Override
    public @Nullable String checkpointDir() {
        return checkpointDir;
    }
}
