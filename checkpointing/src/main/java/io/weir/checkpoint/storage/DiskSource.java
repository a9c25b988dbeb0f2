package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads files of checkpoints; hands out nothing that is not what was written. */
final class DiskSource implements SnapshotSource {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Disk disk;

    DiskSource(Disk disk) {
        this.disk = disk;
    }

    @Override
    public byte[] read(FileRef file) throws CheckpointException {
        return readVerified(disk, file);
    }

    static byte[] readVerified(Disk disk, FileRef file) throws CheckpointException {
        byte[] bytes;
        try {
            bytes = disk.read(file.path());
        } catch (IOException failure) {
            throw StorageErrors.unreadable(disk, file.path(), file.length(), failure);
        }
        verify(file, bytes.length, Checksums.crc32c(bytes, bytes.length));
        return bytes;
    }

    @Override
    public void copyTo(FileRef file, Path target) throws IOException {
        try {
            disk.copyTo(file.path(), target);
        } catch (IOException failure) {
            throw StorageErrors.unreadable(disk, file.path(), file.length(), failure);
        }
        try {
            verifyCopy(file, target);
        } catch (IOException failure) {
            Files.deleteIfExists(target);
            throw failure;
        }
    }

    private static void verifyCopy(FileRef file, Path copy) throws IOException {
        try (InputStream in = Files.newInputStream(copy)) {
            verifyAll(file, in);
        }
    }

    /** Reads a file where it lies, however large, and throws if it is not what was written. */
    static void verifyStored(Disk disk, FileRef file) throws CheckpointException {
        try (InputStream in = disk.open(file.path())) {
            verifyAll(file, in);
        } catch (CheckpointException decided) {
            throw decided;
        } catch (IOException failure) {
            throw StorageErrors.unreadable(disk, file.path(), file.length(), failure);
        }
    }

    private static void verifyAll(FileRef file, InputStream in) throws IOException {
        CRC32C crc = new CRC32C();
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            crc.update(buffer, 0, count);
            length += count;
        }
        verify(file, length, crc.getValue());
    }

    private static void verify(FileRef file, long length, long checksum) throws CheckpointException {
        if (length != file.length()) {
            throw StorageErrors.truncated(file.path(), file.length(), length);
        }
        if (checksum != file.checksum()) {
            throw StorageErrors.changed(file.path(), file.checksum(), checksum);
        }
    }
}
