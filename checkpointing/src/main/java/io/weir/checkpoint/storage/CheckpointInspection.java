package io.weir.checkpoint.storage;

import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.LedgerEvent;
import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks for a checkpoint that is whole: its manifest and every file of it are there, with the length and the checksum that were written. Reads
 * everything, so that it takes as long as a restore on one thread. One object for one look; {@link #filesRead} may be asked from any thread.
 */
public final class CheckpointInspection {
    private final CheckpointStorage storage;
    private final AtomicInteger read = new AtomicInteger();
    private final Set<FileRef> whole = new HashSet<>(); // checkpoints share files

    public CheckpointInspection(CheckpointStorage storage) {
        this.storage = storage;
    }

    /** Files that were read so far, manifests too. */
    public int filesRead() {
        return read.get();
    }

    /**
     * The first of {@code candidates} that is whole. Blocks.
     *
     * @throws CheckpointException {@link CheckpointException#unavailable} if the storage does not answer, so that nothing is known
     */
    public InspectionResult firstIntact(String jobId, List<LedgerEvent.CheckpointCompleted> candidates)
            throws CheckpointException {
        List<InspectionResult.Skipped> skipped = new ArrayList<>();
        for (LedgerEvent.CheckpointCompleted candidate : candidates) {
            try {
                inspect(jobId, candidate);
                return new InspectionResult(candidate.id(), skipped);
            } catch (CheckpointException e) {
                if (e.unavailable()) {
                    throw e;
                }
                skipped.add(new InspectionResult.Skipped(candidate.id(), String.valueOf(e.getMessage())));
            } catch (IllegalArgumentException forged) { // a manifest that names what no file can be
                skipped.add(new InspectionResult.Skipped(candidate.id(), String.valueOf(forged.getMessage())));
            }
        }
        return new InspectionResult(null, skipped);
    }

    private void inspect(String jobId, LedgerEvent.CheckpointCompleted candidate) throws CheckpointException {
        CheckpointManifest manifest = storage.readManifest(candidate.manifest());
        read.incrementAndGet();
        if (!manifest.jobId().equals(jobId) || !manifest.id().equals(candidate.id())) {
            throw StorageErrors.manifestOfAnother(candidate, manifest);
        }
        for (FileRef file : manifest.files()) {
            if (!whole.contains(file)) {
                storage.verify(file);
                read.incrementAndGet();
                whole.add(file);
            }
        }
    }
}
