package io.weir.actors.protocol;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.cluster.WorkerId;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a worker is told. {@code term} is the leader's, {@code epoch} the attempt's. */
public interface WorkerCommand extends ControlMessage {
    /** What the coordinator of a job tells an attempt: travels in a {@link Letter}, is heard once and in order. */
    sealed interface Payload extends WorkerCommand {
        String jobId();

        long epoch();
    }

    /**
     * A letter of a {@link io.weir.runtime.cluster.Conversation}. It begins with {@link DeployAttempt} or {@link AdoptAttempt} as its
     * first letter; an attempt hears no other conversation than the one that began last.
     *
     * @param conversation tells it from those of the same attempt before it
     * @param number counted from 1; 0 for an acknowledgement only
     * @param heard all letters of the attempt up to this number were heard
     * @param content null in an acknowledgement
     */
    record Letter(
            long term,
            String jobId,
            long epoch,
            long conversation,
            long number,
            long heard,
            @Nullable Payload content) implements WorkerCommand {}

    /** A part of something that is too large for one letter; heard when all of its parts were. */
    record PayloadPart(String jobId, long epoch, Part part) implements Payload {}

    /**
     * Answer to a registration: this is the leader; hold a liveness connection to that address as long as it leads.
     *
     * @param clusterId of the leader's journal; a worker belongs to the cluster that welcomed it first
     */
    record Welcome(
            long term,
            String clusterId,
            ActorRef<JobManagerCommand> manager,
            String livenessHost,
            @Within(most = 65_535) int livenessPort)
            implements WorkerCommand {}

    /** Where one subtask of an attempt runs. */
    record Placed(int vertex, int index, WorkerId worker) {}

    /** The file that holds a manifest; see {@code io.weir.checkpoint.storage.ManifestRef}. */
    record Restore(String path, long length, long checksum) {}

    /**
     * Create and restore those subtasks of the attempt that are placed on you, then answer {@link
     * CoordinatorCommand.AttemptDeployed}; each worker reads graph, jars and manifest from the storage and plans by itself, which
     * gives the same plan everywhere.
     */
    record DeployAttempt(
            long term,
            String jobId,
            long epoch,
            String jobName,
            String storageUri,
            String graphBlob,
            List<String> jarBlobs,
            List<Placed> placement,
            @Nullable Restore restore,
            ActorRef<CoordinatorCommand> coordinator)
            implements Payload {}

    /** The address of one subtask; {@code exchange} is how transports of other nodes find it. */
    record Peer(int vertex, int index, ActorRef<ExchangeMessage> ref, String exchange) {}

    /** All subtasks of the attempt exist; here are their addresses: run. */
    record StartAttempt(long term, String jobId, long epoch, List<Peer> peers) implements Payload {}

    /** Stop the subtasks of every attempt of the job up to this epoch, then answer {@link CoordinatorCommand.AttemptStopped}. */
    record CancelAttempt(long term, String jobId, long epoch, ActorRef<CoordinatorCommand> replyTo)
            implements WorkerCommand {}

    /** All input is processed and, with checkpoints, the last one is complete: commit what is left, close, and answer {@link CoordinatorCommand.AttemptStopped}, also when it was done before. */
    record FinishAttempt(long term, String jobId, long epoch) implements WorkerCommand {}

    /** A new leader takes over an attempt that is whole: report to {@code coordinator} from now on. */
    record AdoptAttempt(long term, String jobId, long epoch, ActorRef<CoordinatorCommand> coordinator)
            implements Payload {}

    /** Put barriers into the sources that run on you. */
    record TriggerCheckpoint(
            String jobId,
            long epoch,
            @Within(least = CheckpointId.FIRST) long checkpoint,
            CheckpointKind kind,
            long triggeredAtMillis)
            implements Payload {
        /** What was ordered. */
        public CheckpointOrder order() {
            return new CheckpointOrder(new CheckpointId(checkpoint), kind, triggeredAtMillis);
        }
    }

    record CheckpointCompleted(
            String jobId,
            long epoch,
            @Within(least = CheckpointId.FIRST) long checkpoint) implements Payload {}

    record CheckpointAborted(
            String jobId,
            long epoch,
            @Within(least = CheckpointId.FIRST) long checkpoint,
            String reason) implements Payload {
        public CheckpointAborted {
            reason = Texts.cut(reason, Texts.SENTENCE);
        }
    }

    /** Splits for a source reader, each encoded by the source's split serializer. */
    record AssignSplits(
            String jobId,
            long epoch,
            int vertex,
            int index,
            String operatorId,
            @Within(least = Integer.MIN_VALUE) int version,
            List<byte[]> splits)
            implements Payload {}

    record NoMoreSplits(String jobId, long epoch, int vertex, int index, String operatorId) implements Payload {}

    /** From a split enumerator to one of its readers; Java serialization on the job's class loader. */
    @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
    record EventToReader(String jobId, long epoch, int vertex, int index, String operatorId, byte[] event)
            implements Payload {}

    /** Answer with {@link CoordinatorCommand.WorkerStats}. */
    record QueryStats(String jobId, long epoch, ActorRef<CoordinatorCommand> replyTo) implements WorkerCommand {}
}
