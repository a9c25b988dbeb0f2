package io.weir.state;

import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** A checkpoint storage in memory. */
public final class MemorySnapshots implements SnapshotTarget, SnapshotSource {
    public final Map<String, byte[]> files = new HashMap<>();
    public int created;
    public int open;
    public long bytesWritten;

    /** State of at most this many bytes is kept in the handle. */
    public int inlineThreshold = 20 * 1024;

    /** The storage refuses after so many bytes. */
    public long capacity = Long.MAX_VALUE;

    @Override
    public int inlineThreshold() {
        return inlineThreshold;
    }

    @Override
    public SnapshotOutput create(String name, Scope scope) {
        String path = scope.name().toLowerCase(java.util.Locale.ROOT) + "/" + created++ + "-" + name;
        open++;
        return new Output(path);
    }

    @Override
    public byte[] read(FileRef file) throws IOException {
        byte[] bytes = files.get(file.path());
        if (bytes == null || bytes.length != file.length()) {
            throw new IOException(
                    "[CKP-401] " + file.path() + " is missing or cut short. Restore from another checkpoint");
        }
        if (checksum(bytes) != file.checksum()) {
            throw new IOException("[CKP-402] " + file.path() + " is damaged. Restore from another checkpoint");
        }
        return bytes.clone();
    }

    @Override
    public void copyTo(FileRef file, Path target) throws IOException {
        Files.write(target, read(file), java.nio.file.StandardOpenOption.CREATE_NEW);
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }

    private final class Output extends SnapshotOutput {
        private final String path;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;

        Output(String path) {
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (bytesWritten + length > capacity) {
                throw new IOException(
                        "[CKP-407] the disk is full. Free some space; the next checkpoint is not affected");
            }
            bytesWritten += length;
            bytes.write(from, offset, length);
        }

        @Override
        public FileRef commit() {
            byte[] all = bytes.toByteArray();
            files.put(path, all);
            close();
            return new FileRef(path, all.length, checksum(all));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open--;
            }
        }
    }
}
