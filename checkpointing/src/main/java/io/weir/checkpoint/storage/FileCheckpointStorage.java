package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.CheckpointPaths;
import io.weir.checkpoint.ManifestCodec;
import io.weir.checkpoint.ManifestRef;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as files in a folder; {@link CheckpointPaths} has the layout.
 *
 * <p>A file is written under a name of its own, synced, given its final name (never in place of another), and its folder is
 * synced. That is one sync of the file and one of the folder for each file, and one more for each new folder: a checkpoint
 * of small state has no file but the manifest, so it costs two to four syncs in all.
 */
public final class FileCheckpointStorage implements CheckpointStorage {
    private static final Pattern MANIFEST = Pattern.compile("[^/]+/chk-\\d+/manifest-e\\d+");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Disk disk;
    private final DiskWriting writing;
    private final SnapshotSource source;

    public FileCheckpointStorage(Disk disk) {
        this.disk = disk;
        this.writing = new DiskWriting(disk);
        this.source = new DiskSource(disk);
    }

    /** In a folder that exists; see {@link CheckpointStorages#open} for one that a user names. */
    public FileCheckpointStorage(Path root) {
        this(new LocalDisk(root.toAbsolutePath()));
    }

    @Override
    public SnapshotTarget target(String jobId, CheckpointId id, long epoch, String owner) {
        return new DiskTarget(writing, jobId, id, epoch, owner);
    }

    @Override
    public SnapshotSource source() {
        return source;
    }

    @Override
    public ManifestRef writeManifest(CheckpointManifest manifest) throws CheckpointException {
        byte[] bytes = ManifestCodec.encode(manifest);
        String path = CheckpointPaths.manifest(manifest.jobId(), manifest.id(), manifest.epoch());
        ManifestRef ref = new ManifestRef(path, bytes.length, Checksums.crc32c(bytes, bytes.length));
        try {
            writing.writeWhole(path, bytes);
        } catch (FileAlreadyExistsException written) {
            confirm(path, bytes);
        }
        return ref;
    }

    /** An earlier call may have got so far and failed later: then what is there is what was to be written, but its name may not be durable. */
    private void confirm(String path, byte[] wanted) throws CheckpointException {
        try {
            if (!Arrays.equals(disk.read(path), wanted)) {
                throw StorageErrors.anotherManifest(path);
            }
            writing.syncFolderOf(path);
        } catch (CheckpointException decided) {
            throw decided;
        } catch (IOException failure) {
            throw StorageErrors.maybeWritten(disk, path, wanted.length, failure);
        }
    }

    @Override
    public CheckpointManifest readManifest(ManifestRef ref) throws CheckpointException {
        return ManifestCodec.decode(DiskSource.readVerified(disk, ref.file()), ref.path());
    }

    @Override
    public List<ManifestRef> manifests(String jobId) throws CheckpointException {
        List<ManifestRef> found = new ArrayList<>();
        for (String path : list(CheckpointPaths.job(jobId))) {
            if (MANIFEST.matcher(path).matches()) {
                try {
                    byte[] bytes = disk.read(path);
                    found.add(new ManifestRef(path, bytes.length, Checksums.crc32c(bytes, bytes.length)));
                } catch (IOException unreadable) {
                    throw StorageErrors.notListed(disk, path, unreadable);
                }
            }
        }
        found.sort((a, b) -> Long.compare(idOf(a), idOf(b)));
        return found;
    }

    private static long idOf(ManifestRef ref) {
        CheckpointId id = CheckpointPaths.madeFor(ref.path());
        return id == null ? 0 : id.value();
    }

    @Override
    public void verify(FileRef file) throws CheckpointException {
        DiskSource.verifyStored(disk, file);
    }

    @Override
    public Written written(String jobId) throws CheckpointException {
        long newestId = 0;
        long newestEpoch = 0;
        for (String path : list(CheckpointPaths.job(jobId))) {
            CheckpointId id = CheckpointPaths.madeFor(path);
            newestId = Math.max(newestId, id == null ? 0 : id.value());
            newestEpoch = Math.max(newestEpoch, CheckpointPaths.epochOf(path));
        }
        return new Written(newestId, newestEpoch);
    }

    @Override
    public void delete(FileRef file) throws CheckpointException {
        deleteFile(file.path());
    }

    @Override
    public void discard(@Nullable ManifestRef manifest, List<FileRef> files) throws CheckpointException {
        if (manifest != null) {
            deleteFile(manifest.path());
        }
        for (FileRef file : files) {
            deleteFile(file.path());
        }
        if (manifest != null) {
            deleteEmptyFolders(DiskWriting.folderOf(manifest.path()));
        }
    }

    @Override
    public int cleanUp(String jobId, CheckpointId before, Set<String> keep) throws CheckpointException {
        int deleted = 0;
        for (String path : list(CheckpointPaths.job(jobId))) {
            CheckpointId madeFor = CheckpointPaths.madeFor(path);
            if (madeFor != null && before.isAfter(madeFor) && !keep.contains(path)) {
                deleteFile(path);
                deleted++;
            }
        }
        deleteEmptyFolders(CheckpointPaths.job(jobId));
        return deleted;
    }

    @Override
    public void deleteJob(String jobId) throws CheckpointException {
        List<String> paths = list(CheckpointPaths.job(jobId));
        for (String path : paths) {
            if (MANIFEST.matcher(path).matches()) { // first, so that nothing half deleted can look whole
                deleteFile(path);
            }
        }
        for (String path : paths) {
            deleteFile(path);
        }
        deleteEmptyFolders(CheckpointPaths.job(jobId));
    }

    @Override
    public String putBlob(byte[] content) throws CheckpointException {
        String sha256 = sha256(content);
        String path = CheckpointPaths.blob(sha256);
        try {
            writing.writeWhole(path, content);
        } catch (FileAlreadyExistsException known) {
            confirmBlob(path, content);
        }
        return sha256;
    }

    /** Whoever wrote it first may not have synced it yet, or may have left a damaged one. */
    private void confirmBlob(String path, byte[] content) throws CheckpointException {
        try {
            if (!Arrays.equals(disk.read(path), content)) {
                disk.delete(path);
                writing.writeWhole(path, content);
            }
            writing.syncFolderOf(path);
        } catch (CheckpointException decided) {
            throw decided;
        } catch (IOException failure) {
            throw StorageErrors.notWritten(disk, path, content.length, failure);
        }
    }

    @Override
    public byte[] getBlob(String sha256) throws CheckpointException {
        if (!SHA_256.matcher(sha256).matches()) {
            throw StorageErrors.noBlobAddress(sha256);
        }
        byte[] content;
        try {
            content = disk.read(CheckpointPaths.blob(sha256));
        } catch (IOException failure) {
            throw StorageErrors.noBlob(disk, sha256, failure);
        }
        String actual = sha256(content);
        if (!actual.equals(sha256)) {
            throw StorageErrors.blobChanged(sha256, actual);
        }
        return content;
    }

    @Override
    public int sweepUnfinishedBlobs(long beforeMillis) throws CheckpointException {
        int swept = 0;
        for (String path : list(CheckpointPaths.BLOBS)) {
            if (DiskWriting.isAside(path) && modifiedMillis(path) < beforeMillis) {
                deleteFile(path);
                swept++;
            }
        }
        return swept;
    }

    private long modifiedMillis(String path) throws CheckpointException {
        try {
            return disk.modifiedMillis(path);
        } catch (IOException failure) {
            throw StorageErrors.notListed(disk, path, failure);
        }
    }

    @Override
    public String uri() {
        return disk.uri();
    }

    private List<String> list(String folder) throws CheckpointException {
        try {
            return disk.list(folder);
        } catch (IOException failure) {
            throw StorageErrors.notListed(disk, folder, failure);
        }
    }

    private void deleteFile(String path) throws CheckpointException {
        try {
            disk.delete(path);
        } catch (IOException failure) {
            throw StorageErrors.notDeleted(disk, path, failure);
        }
    }

    private void deleteEmptyFolders(String folder) throws CheckpointException {
        try {
            disk.deleteEmptyFolders(folder);
        } catch (IOException failure) {
            throw StorageErrors.notDeleted(disk, folder, failure);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
