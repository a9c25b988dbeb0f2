package io.weir.actors.subtask;

import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.checkpoint.CheckpointOrder;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What the attempt on this node tells one of its subtasks. Never leaves the process. */
public sealed interface SubtaskCommand extends SubtaskMessage {
    /** All subtasks of the attempt exist: run. */
    record Start(PeerTable peers) implements SubtaskCommand {}

    record TriggerCheckpoint(CheckpointOrder order) implements SubtaskCommand {}

    record CheckpointCompleted(long checkpoint) implements SubtaskCommand {}

    record CheckpointAborted(long checkpoint) implements SubtaskCommand {}

    record AssignSplits(String operatorId, int version, List<byte[]> splits) implements SubtaskCommand {}

    record NoMoreSplits(String operatorId) implements SubtaskCommand {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EventToReader(String operatorId, byte[] event) implements SubtaskCommand {}

    /** Another coordinator leads: report to it from now on, and say again what the old one may not have heard. */
    record ReportTo(ActorRef<CoordinatorCommand> coordinator) implements SubtaskCommand {}

    /** Commit what is left, then stop; answered by {@link SubtaskEvent.Finished}. */
    enum Finish implements SubtaskCommand {
        INSTANCE
    }

    /** End, as soon as no call of a committer is under way. */
    enum Stop implements SubtaskCommand {
        INSTANCE
    }

    /** Answered by {@link SubtaskEvent.Stats} with the same number. */
    record QueryStats(long query) implements SubtaskCommand {}
}
