package io.weir.checkpoint.storage;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things a file system must promise so that checkpoints survive a power cut: {@link LocalDisk} asks the real one,
 * {@link SimulatedDisk} plays one that loses whatever was not synced. Paths are relative, with {@code /} between names. Any thread.
 */
public interface Disk {
    /** A file being written. Nothing of it is sure to survive before {@link #sync()} returns. */
    interface Writer extends Closeable {
        void write(byte[] bytes, int from, int length) throws IOException;

        /** Makes all bytes so far durable; not yet the name. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Opens a new file, and makes the folders above it, durably, where they are missing.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    Writer create(String path) throws IOException;

    /**
     * Renames a file within its folder, in one step that others see as a whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if {@code to} exists: it stays as it is
     */
    void publish(String from, String to) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(String folder) throws IOException;

    /**
     * Reads a whole file.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    byte[] read(String path) throws IOException;

    /**
     * Reads a file from its beginning; for those that do not fit into memory.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    default InputStream open(String path) throws IOException {
        return new ByteArrayInputStream(read(path));
    }

    /** Puts the content at {@code target}, which must not exist; a file that nobody may change may be linked instead of copied. */
    void copyTo(String path, Path target) throws IOException;

    /** Deletes a file; false if there was none. */
    boolean delete(String path) throws IOException;

    /** Deletes the folder and those below it, as far as they are empty. */
    void deleteEmptyFolders(String folder) throws IOException;

    /** Paths of all files below a folder, sorted; empty if it does not exist. */
    List<String> list(String folder) throws IOException;

    /** When a file was last written to, in milliseconds since 1970; {@link Long#MAX_VALUE} where nobody knows, or if it is gone. */
    default long modifiedMillis(String path) throws IOException {
        return Long.MAX_VALUE;
    }

    /** Bytes that can still be written, as far as known; for messages. */
    long freeBytes();

    /** For messages. */
    String uri();
}
