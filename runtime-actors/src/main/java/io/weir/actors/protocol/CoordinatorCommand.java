package io.weir.actors.protocol;

import io.weir.checkpoint.CheckpointId;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.subtask.SnapshotTimes;
import io.weir.runtime.subtask.SubtaskStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What workers tell the coordinator of a job. A message of another epoch than the current attempt's is dropped. */
public interface CoordinatorCommand extends ControlMessage {
    /** What an attempt tells the coordinator: travels in a {@link Letter}, is heard once and in order. */
    sealed interface Payload extends CoordinatorCommand {
        long epoch();
    }

    /**
     * A letter of the conversation that the coordinator began.
     *
     * @param number counted from 1; 0 for an acknowledgement only
     * @param heard all letters of the coordinator up to this number were heard
     * @param content null in an acknowledgement
     */
    record Letter(
            long epoch,
            WorkerId worker,
            long conversation,
            long number,
            long heard,
            @Nullable Payload content) implements CoordinatorCommand {}

    /** A part of something that is too large for one letter; heard when all of its parts were. */
    record PayloadPart(long epoch, Part part) implements Payload {}

    /** The subtasks placed on this worker exist and have their state; they run when they are started. */
    record AttemptDeployed(long epoch, WorkerId worker, List<WorkerCommand.Peer> subtasks) implements Payload {}

    /** All subtasks on this worker run. */
    record AttemptRunning(long epoch, WorkerId worker) implements Payload {}

    /** A subtask has processed all of its input; it still takes part in checkpoints. {@code accumulators}: of its operators, encoded. */
    record SubtaskDrained(long epoch, int vertex, int index, List<byte[]> accumulators) implements Payload {
        public SubtaskDrained {
            accumulators = List.copyOf(accumulators);
        }
    }

    /** The first failure of a subtask ends the attempt. {@code vertex} -1: the worker as a whole. */
    record SubtaskFailed(
            long epoch,
            WorkerId worker,
            @Within(least = -1) int vertex,
            @Within(least = -1) int index,
            Failure failure) implements Payload {}

    /** Nothing of the attempt runs on this worker any more; sinks have committed if it was told to finish. */
    record AttemptStopped(long epoch, WorkerId worker) implements CoordinatorCommand {}

    /** {@code snapshot} is a {@code io.weir.checkpoint.SubtaskSnapshot}, encoded. */
    @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
    record CheckpointAcknowledged(
            long epoch,
            @Within(least = CheckpointId.FIRST) long checkpoint,
            int vertex,
            int index,
            byte[] snapshot,
            SnapshotTimes times)
            implements Payload {}

    record CheckpointDeclined(
            long epoch, @Within(least = CheckpointId.FIRST) long checkpoint, int vertex, int index, String reason)
            implements Payload {
        public CheckpointDeclined {
            reason = Texts.cut(reason, Texts.SENTENCE);
        }
    }

    record SplitRequested(long epoch, int vertex, int index, String operatorId, String host) implements Payload {}

    @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
    record EventToEnumerator(long epoch, int vertex, int index, String operatorId, byte[] event) implements Payload {}

    record WorkerStats(long epoch, WorkerId worker, List<SubtaskStats> subtasks) implements CoordinatorCommand {}

    /** A part of {@link WorkerStats} that are too large for one message. */
    record StatsPart(long epoch, WorkerId worker, Part part) implements CoordinatorCommand {}
}
