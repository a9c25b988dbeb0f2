package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done once the events of the same decision are journaled and applied, in order. */
public sealed interface LedgerAction {
    /** Save the split enumerators, then let every source put the barrier between two records. */
    record TriggerSources(CheckpointOrder order, long epoch) implements LedgerAction {
        public CheckpointId id() {
            return order.id();
        }
    }

    /** Assemble the manifest and write it; then say {@code onManifestWritten} or {@code onManifestFailed}. */
    record WriteManifest(CheckpointOrder order, long epoch, List<SubtaskSnapshot> acks) implements LedgerAction {
        public WriteManifest {
            acks = List.copyOf(acks);
        }

        public CheckpointId id() {
            return order.id();
        }
    }

    /** Tell every subtask that all checkpoints up to this one are durably complete; sinks commit. May be said twice. */
    record NotifyCompleted(CheckpointId id) implements LedgerAction {}

    /** Tell every subtask that this checkpoint will not complete; uploads under way are cancelled. */
    record NotifyAborted(CheckpointId id, AbortReason reason, String detail) implements LedgerAction {}

    /** Delete the manifest first, then the files. What cannot be deleted is met again by {@link CleanUp}. */
    record Discard(CheckpointId id, @Nullable ManifestRef manifest, List<FileRef> files) implements LedgerAction {
        public Discard {
            files = List.copyOf(files);
        }
    }

    /** Delete what was left lying about: every file of the job made for a checkpoint before {@code before}, unless its path is in {@code keep}. */
    record CleanUp(CheckpointId before, Set<String> keep) implements LedgerAction {
        public CleanUp {
            keep = Set.copyOf(keep);
        }
    }

    /** Too many checkpoints failed in a row: fail the attempt; the restart strategy decides what follows. */
    record FailJob(String sentence) implements LedgerAction {}

    /** The job cannot go on without a decision by its operator: stop it for good and say so. */
    record StopJob(String sentence) implements LedgerAction {}

    /** Call {@code onTick} at this time (ms since 1970), or at once if it has passed; replaces any earlier wish. */
    record WakeAt(long atMs) implements LedgerAction {}
}
