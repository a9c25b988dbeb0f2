package io.weir.state.snapshot;

import java.io.IOException;

/** Where one subtask writes the files of one checkpoint. Used from the thread that runs the asynchronous part only. */
public interface SnapshotTarget {
    /** Who may refer to a file: the checkpoint it was written for, or later checkpoints as well. */
    enum Scope {
        EXCLUSIVE,
        SHARED
    }

    /**
     * Opens a new file.
     *
     * @param name a hint for people who look at the folder; the path is made unique
     * @throws IOException if the storage refuses; the checkpoint is then declined, the job goes on
     */
    SnapshotOutput create(String name, Scope scope) throws IOException;

    /** State of at most this many bytes travels inside the acknowledgement instead of in a file. */
    default int inlineThreshold() {
        return 20 * 1024;
    }
}
