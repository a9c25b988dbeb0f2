package io.weir.actors.job;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand.RunningAttempt;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the coordinator of a job hears from the job manager beside it, and from itself. Never leaves the node. */
sealed interface JobMessage extends CoordinatorCommand {
    /** The journal is read: write down who leads. */
    enum TakeLead implements JobMessage {
        INSTANCE
    }

    /** A newer leader is at work: stop for good. */
    enum Deposed implements JobMessage {
        INSTANCE
    }

    /** {@code load}: counts the attempts to load; only the newest matters. */
    record Loaded(LoadedJob job, long load) implements JobMessage {}

    /** {@code again}: whether it may work later. */
    record NotLoaded(String sentence, boolean again, long load) implements JobMessage {}

    /** An operator restarts the job, which has ended; the job manager has journaled it. */
    record Restart(ManagerEvent.JobRestarted wanted) implements JobMessage {}

    /** What came of looking at checkpoints for a restart, or why nothing did. */
    record RestartLooked(
            String request,
            @Nullable InspectionResult seen,
            @Nullable String problem) implements JobMessage {}

    /** The job was suspended, and may start now. */
    enum Resume implements JobMessage {
        INSTANCE
    }

    enum LoadAgain implements JobMessage {
        INSTANCE
    }

    /** What is to be read has not been read for long. */
    enum LoadOverdue implements JobMessage {
        INSTANCE
    }

    /** The core asked to be woken. */
    enum Due implements JobMessage {
        INSTANCE
    }

    /** Something that was said to a worker is perhaps not acknowledged. */
    enum SayAgain implements JobMessage {
        INSTANCE
    }

    record SlotsGranted(List<WorkerId> slots) implements JobMessage {}

    record SlotsMissing(int free, int all) implements JobMessage {}

    /** {@code attempt}: of this job that it says it runs; null: none. */
    record WorkerRegistered(
            WorkerId worker,
            ActorRef<WorkerCommand> ref,
            @Nullable RunningAttempt attempt) implements JobMessage {}

    record WorkerLost(WorkerId worker) implements JobMessage {}

    record WorkerLeft(WorkerId worker) implements JobMessage {}

    record Asked(ClientCommand command) implements JobMessage {}

    /** Workers that have not told their counters by now are left out. */
    enum StatsDue implements JobMessage {
        INSTANCE
    }

    record ManifestWritten(CheckpointManifest manifest, ManifestRef ref) implements JobMessage {}

    record ManifestFailed(long epoch, CheckpointId id, String detail, boolean ambiguous) implements JobMessage {}

    /** Something could not be deleted. */
    enum NotDeleted implements JobMessage {
        INSTANCE
    }

    /** What a split enumerator says to a reader. {@code from}: to be ignored unless it is the one that runs. */
    record EnumeratorSaid(Enumerators from, SubtaskId reader, WorkerCommand.Payload command) implements JobMessage {}

    /** All that the enumerators said before was said before this. {@code states}: by operator id. */
    record EnumeratorsSaved(Enumerators from, CheckpointId id, Map<String, ManifestAssembly.CoordinatorState> states)
            implements JobMessage {}

    record EnumeratorsNotSaved(Enumerators from, CheckpointId id, String reason) implements JobMessage {}

    record EnumeratorFailed(Enumerators from, String operator, Failure failure) implements JobMessage {}
}
