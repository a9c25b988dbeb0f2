package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.CheckpointPaths;
import io.weir.checkpoint.LedgerEvent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Every sentence about the storage of checkpoints that a user can read, side by side. */
final class StorageErrors {
    private StorageErrors() {}

    static CheckpointException notWritten(Disk disk, String path, long bytes, IOException cause) {
        return CheckpointException.of("CKP-407", notWrittenSentence(disk, path, bytes, cause), cause);
    }

    static CheckpointException maybeWritten(Disk disk, String path, long bytes, IOException cause) {
        return CheckpointException.ambiguous("CKP-407", notWrittenSentence(disk, path, bytes, cause), cause);
    }

    private static String notWrittenSentence(Disk disk, String path, long bytes, IOException cause) {
        return path + " (" + bytes + " bytes so far) could not be written to " + disk.uri() + ": " + reason(cause)
                + "; "
                + disk.freeBytes() + " bytes are free there. " + checkpointOf(path)
                + " is given up and the job goes on, until too many in a row fail. Free space or mend the disk.";
    }

    static CheckpointException notDeleted(Disk disk, String path, IOException cause) {
        return CheckpointException.of(
                "CKP-407",
                path + " could not be deleted from " + disk.uri() + ": " + reason(cause)
                        + ". It takes up space but does no harm, and is tried again after a later checkpoint. Mend the permissions or the disk.",
                cause);
    }

    static CheckpointException truncated(String path, long expected, long actual) {
        return CheckpointException.of(
                "CKP-401",
                path + " of " + checkpointOf(path) + " has " + actual + " bytes instead of " + expected
                        + ". It was cut off after it was written. " + CheckpointException.ADVICE);
    }

    static CheckpointException unreadable(Disk disk, String path, long expected, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return CheckpointException.of(
                    "CKP-401",
                    path + " of " + checkpointOf(path) + " is missing from " + disk.uri() + "; " + expected
                            + " bytes were written. " + CheckpointException.ADVICE,
                    cause);
        }
        return CheckpointException.unavailable(
                "CKP-401",
                path + " of " + checkpointOf(path) + " cannot be read (" + reason(cause) + ") from " + disk.uri()
                        + ". The storage does not answer as it should; whether the file is whole is not known. It is tried again; "
                        + "see that every node reaches the storage.",
                cause);
    }

    static CheckpointException changed(String path, long expected, long actual) {
        return CheckpointException.of(
                "CKP-402",
                path + " of " + checkpointOf(path) + " has the checksum " + Long.toHexString(actual) + " instead of "
                        + Long.toHexString(expected)
                        + ". The disk or somebody changed it. " + CheckpointException.ADVICE);
    }

    static CheckpointException manifestOfAnother(LedgerEvent.CheckpointCompleted wanted, CheckpointManifest found) {
        return CheckpointException.of(
                "CKP-402",
                wanted.manifest().path() + " is the manifest of " + found.id() + " of job " + found.jobId()
                        + ", the journal means " + wanted.id() + " of another. " + CheckpointException.ADVICE);
    }

    static CheckpointException anotherManifest(String path) {
        return CheckpointException.of(
                "CKP-408",
                path
                        + " is there already with another content. Another job with the same id, or a second coordinator in the same epoch,"
                        + " writes to this storage. Stop one of the two, or give them storages of their own.");
    }

    static CheckpointException notListed(Disk disk, String path, IOException cause) {
        return CheckpointException.of(
                "CKP-401",
                path + " cannot be read from " + disk.uri() + ": " + reason(cause)
                        + ". Mend the permissions or the disk, then try again.",
                cause);
    }

    static CheckpointException noBlob(Disk disk, String sha256, IOException cause) {
        return CheckpointException.of(
                "CKP-401",
                "the graph or jar " + sha256 + " cannot be read from " + disk.uri() + ": " + reason(cause)
                        + ". The job cannot start without it. Put " + CheckpointPaths.BLOBS
                        + "/" + sha256 + " back from a back-up and say './weir restart JOB', or submit the job anew.",
                cause);
    }

    static CheckpointException blobChanged(String sha256, String actual) {
        return CheckpointException.of(
                "CKP-402",
                "the graph or jar " + sha256 + " now has the content of " + actual
                        + ". The disk or somebody changed it. Put the file back from a back-up and say './weir restart JOB', or submit the job anew.");
    }

    static IllegalArgumentException noBlobAddress(String sha256) {
        return new IllegalArgumentException(
                "[CKP-401] '" + sha256
                        + "' is no address of a blob. Addresses are 64 hexadecimal digits in lower case. Take it from putBlob.");
    }

    private static String checkpointOf(String path) {
        CheckpointId id = CheckpointPaths.madeFor(path);
        return id == null ? "the checkpoint" : id.toString();
    }

    /** What the operating system said. */
    static String reason(IOException cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
