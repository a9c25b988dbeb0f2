package io.weir.api.state.backend;

import io.weir.api.argument.Argument;

/** Flink's old name for {@link HashMapStateBackend} with a checkpoint directory. */
public class FsStateBackend extends HashMapStateBackend {
    private final String checkpointDir;

    /**
     * Checkpoints go to this directory.
     *
     * @param checkpointDir as {@code file:///var/checkpoints}
     */
    public FsStateBackend(String checkpointDir) {
        this.checkpointDir = Argument.named(checkpointDir, "checkpointDir");
    }

    @Override
    public String checkpointDir() {
        return checkpointDir;
    }
}
