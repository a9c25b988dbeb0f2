package io.weir.api.state.backend;

import io.weir.api.argument.Argument;
import io.weir.api.fs.Path;
import java.net.URI;

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

    public FsStateBackend(URI checkpointDir) {
        this(Argument.given(checkpointDir, "checkpointDir").toString());
    }

    public FsStateBackend(Path checkpointDir) {
        this(Argument.given(checkpointDir, "checkpointDir").toString());
    }

    /** The flag is accepted where Flink programs have it: snapshots are always asynchronous. */
    public FsStateBackend(String checkpointDir, boolean asynchronousSnapshots) {
        this(checkpointDir);
    }

    @Override
    public String checkpointDir() {
        return checkpointDir;
    }
}
