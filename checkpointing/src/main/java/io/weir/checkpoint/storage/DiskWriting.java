package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order of steps by which a file becomes durable: write aside, sync, publish, sync the folder. */
final class DiskWriting {
    private static final int MOST_NAMES = 1_000;
    private static final Pattern ASIDE = Pattern.compile("\\.part\\d+$");

    private final Disk disk;

    DiskWriting(Disk disk) {
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    /** A file under a name of its own, next to where it will be. */
    record Aside(String path, Disk.Writer writer) {}

    /** Whether that is the name of a file which has not got its final one. */
    static boolean isAside(String path) {
        return ASIDE.matcher(path).find();
    }

    /** What an earlier crash left under such a name is passed over. */
    Aside createAside(String finalPath) throws IOException {
        for (int n = 0; ; n++) {
            String path = finalPath + ".part" + n;
            try {
                return new Aside(path, disk.create(path));
            } catch (FileAlreadyExistsException taken) {
                if (n == MOST_NAMES) {
                    throw taken;
                }
            }
        }
    }

    /**
     * Writes a whole file durably.
     *
     * @throws FileAlreadyExistsException if {@code path} exists: it stays as it is
     * @throws CheckpointException CKP-407; ambiguous once the file had its name
     */
    void writeWhole(String path, byte[] bytes) throws FileAlreadyExistsException, CheckpointException {
        Aside aside = null;
        boolean published = false;
        try {
            aside = createAside(path);
            try (Disk.Writer writer = aside.writer()) {
                writer.write(bytes, 0, bytes.length);
                writer.sync();
            }
            published = true; // from here on a failure does not say that nothing happened
            disk.publish(aside.path(), path);
            syncFolderOf(path);
        } catch (FileAlreadyExistsException taken) {
            removeQuietly(aside);
            throw taken;
        } catch (IOException failure) {
            removeQuietly(aside);
            throw published
                    ? StorageErrors.maybeWritten(disk, path, bytes.length, failure)
                    : StorageErrors.notWritten(disk, path, bytes.length, failure);
        }
    }

    void syncFolderOf(String path) throws IOException {
        disk.syncFolder(folderOf(path));
    }

    /** What cannot be removed is found by the clean-up. */
    void removeQuietly(@Nullable Aside aside) {
        if (aside == null) {
            return;
        }
        try {
            disk.delete(aside.path());
        } catch (IOException sameCause) {
            return;
        }
    }

    static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
