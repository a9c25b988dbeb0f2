package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.ManifestRef;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where checkpoints live: one place that every node sees. All calls block; all may be made from any thread at the same time
 * (a single {@link SnapshotTarget} from one thread). What this returns from a write is durable: it survives the power going
 * off. Paths are relative to the storage's root.
 */
public interface CheckpointStorage {
    /**
     * Where one writer puts the files of one checkpoint.
     *
     * @param jobId letters, digits, {@code -} and {@code _}
     * @param epoch of the attempt; part of every path, so that what is left of an old attempt overwrites nothing
     * @param owner names the subtask or operator for people; characters that do not belong in a file name are replaced
     */
    SnapshotTarget target(String jobId, CheckpointId id, long epoch, String owner);

    SnapshotSource source();

    /**
     * Writes the manifest. To be called when every file it names is durable. Writing the same manifest again succeeds.
     *
     * @throws CheckpointException with {@link CheckpointException#ambiguous()} when the manifest may be there all the same
     */
    ManifestRef writeManifest(CheckpointManifest manifest) throws CheckpointException;

    /**
     * Reads a manifest and verifies it.
     *
     * @throws CheckpointException CKP-401 (missing, truncated), CKP-402 (checksum), CKP-403 (written by a newer release)
     */
    CheckpointManifest readManifest(ManifestRef ref) throws CheckpointException;

    /** All manifests of a job that stand in the storage, oldest checkpoint first; whether a checkpoint counts, the journal says. */
    List<ManifestRef> manifests(String jobId) throws CheckpointException;

    /**
     * Reads a whole file, however large, and compares it with what was written.
     *
     * @throws CheckpointException CKP-401 (missing, truncated), CKP-402 (checksum)
     */
    void verify(FileRef file) throws CheckpointException;

    /**
     * The highest checkpoint and the highest epoch that anything of a job was written for. What is written next must be above both, whatever
     * the journal says: it may be an older copy than the storage.
     */
    Written written(String jobId) throws CheckpointException;

    /** {@code newestId}, {@code newestEpoch}: 0 if there is nothing. */
    record Written(long newestId, long newestEpoch) {
        public static final Written NOTHING = new Written(0, 0);
    }

    /** Deletes one file; nothing happens if it is not there. */
    void delete(FileRef file) throws CheckpointException;

    /** Deletes what is listed, the manifest first (null: none); missing files are passed over. Folders left empty go too. */
    void discard(@Nullable ManifestRef manifest, List<FileRef> files) throws CheckpointException;

    /**
     * Deletes what nobody refers to: every file of the job that was made for a checkpoint before {@code before} and whose path is not in {@code keep}.
     *
     * @return how many files went
     */
    int cleanUp(String jobId, CheckpointId before, Set<String> keep) throws CheckpointException;

    /** Deletes everything of a job. Blobs stay. */
    void deleteJob(String jobId) throws CheckpointException;

    /**
     * Stores bytes under their content's address; storing the same again is free.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    String putBlob(byte[] content) throws CheckpointException;

    /**
     * Reads a blob back.
     *
     * @throws CheckpointException CKP-401 (missing), CKP-402 (it is not what the address says)
     */
    byte[] getBlob(String sha256) throws CheckpointException;

    /**
     * Deletes what crashes left of blobs that were never whole, and that nobody can be writing any more.
     *
     * @param beforeMillis since 1970: what was written to later stays, it may be an upload that runs
     * @return how many files went
     */
    int sweepUnfinishedBlobs(long beforeMillis) throws CheckpointException;

    /** For messages: {@code file:///var/lib/weir}. */
    String uri();
}
