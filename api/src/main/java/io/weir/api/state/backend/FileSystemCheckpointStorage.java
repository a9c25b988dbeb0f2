package io.weir.api.state.backend;

import io.weir.api.argument.Argument;
import io.weir.api.fs.Path;
import java.net.URI;

/** Checkpoints in a folder. */
public final class FileSystemCheckpointStorage implements CheckpointStorage {
    private final String checkpointDir;

    /**
     * In this folder.
     *
     * @param checkpointDirectory as {@code file:///var/checkpoints}
     */
    public FileSystemCheckpointStorage(String checkpointDirectory) {
        this.checkpointDir = Argument.named(checkpointDirectory, "checkpointDirectory");
    }

    public FileSystemCheckpointStorage(URI checkpointDirectory) {
        this(Argument.given(checkpointDirectory, "checkpointDirectory").toString());
    }

    public FileSystemCheckpointStorage(Path checkpointDirectory) {
        this(Argument.given(checkpointDirectory, "checkpointDirectory").toString());
    }

    /** The threshold is accepted where Flink programs have it, without effect. */
    public FileSystemCheckpointStorage(URI checkpointDirectory, int fileStateSizeThreshold) {
        this(checkpointDirectory);
    }

    public Path getCheckpointPath() {
        return new Path(checkpointDir);
    }

    @Override
    public String checkpointDir() {
        return checkpointDir;
    }
}
