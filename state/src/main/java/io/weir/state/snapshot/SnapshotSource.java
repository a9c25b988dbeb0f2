package io.weir.state.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/** Reads back what a {@link SnapshotTarget} wrote; length and checksum are verified before a byte is handed out. */
public interface SnapshotSource {
    /**
     * Reads a whole file into memory.
     *
     * @throws IOException with code CKP-401 (missing or truncated) or CKP-402 (checksum) and what to do
     */
    byte[] read(FileRef file) throws IOException;

    /**
     * Puts a verified copy of the file at {@code target}, which must not exist; by a hard link or a copy.
     *
     * @throws IOException as {@link #read}
     */
    void copyTo(FileRef file, Path target) throws IOException;
}
