package io.weir.connector.file;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gives complete parts their names. A rename is atomic: a part is pending or committed, never both and never half, so committing it again after a
 * crash at any point finds out which and finishes. A part that is neither is lost output and fails the job.
 */
final class FileCommitter implements Committer<FileCommittable> {
    private final OptionalLong restored;

    FileCommitter(CommitterInitContext context) {
        this.restored = context.getRestoredCheckpointId();
    }

    @Override
    public void commit(Collection<CommitRequest<FileCommittable>> requests) throws IOException {
        try {
            commitAll(requests);
        } catch (IOException e) {
            throw FileErrors.notCommitted(e);
        }
    }

    private void commitAll(Collection<CommitRequest<FileCommittable>> requests) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        for (CommitRequest<FileCommittable> request : requests) {
            Path directory = Path.of(request.getCommittable().target()).getParent();
            if (commit(request) && directory != null) {
                directories.add(directory);
            }
        }
        for (Path directory : directories) { // also of those found renamed: nobody knows whether that was synced
            Directories.sync(directory);
        }
    }

    /** False if the job is to fail. */
    private boolean commit(CommitRequest<FileCommittable> request) throws IOException {
        FileCommittable part = request.getCommittable();
        Path pending = Path.of(part.pending());
        Path target = Path.of(part.target());
        boolean isPending = Files.exists(pending);
        boolean isCommitted = Files.exists(target);
        if (isPending && isCommitted) {
            request.signalFailedWithKnownReason(FileErrors.targetExists(part));
            return false;
        }
        if (!isPending && !isCommitted) {
            request.signalFailedWithKnownReason(FileErrors.pendingMissing(part, restored));
            return false;
        }
        Path found = isPending ? pending : target;
        long length = Files.size(found);
        if (length != part.length()) {
            request.signalFailedWithKnownReason(FileErrors.wrongLength(part, found, length, restored));
            return false;
        }
        if (isPending) {
            Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            request.signalAlreadyCommitted();
        }
        return true;
    }

    @Override
    public void close() {}
}
