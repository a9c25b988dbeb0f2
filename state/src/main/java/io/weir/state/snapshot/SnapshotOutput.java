package io.weir.state.snapshot;

import java.io.IOException;
import java.io.OutputStream;

/** A file being written. Closing it without {@link #commit()} removes it. */
public abstract class SnapshotOutput extends OutputStream {
    /**
     * Makes the file durable (written, synced, visible under its final name) and closes it.
     *
     * @throws IOException if that cannot be promised; the file must then not be referred to
     */
    public abstract FileRef commit() throws IOException;

    @Override
    public abstract void close() throws IOException;
}
