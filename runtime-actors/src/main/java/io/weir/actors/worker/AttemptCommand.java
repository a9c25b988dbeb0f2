package io.weir.actors.worker;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.subtask.AttemptMessage;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;

/** What an attempt is told by its worker, and what it says to itself. */
sealed interface AttemptCommand extends AttemptMessage {
    /** A command of the coordinator for this attempt; the worker has checked term and epoch. */
    record FromCoordinator(WorkerCommand command) implements AttemptCommand {}

    /** What a subtask tells the coordinator. */
    record FromSubtask(CoordinatorCommand said) implements AttemptCommand {}

    /** Something that was said to the coordinator is perhaps not acknowledged. */
    enum SayAgain implements AttemptCommand {
        INSTANCE
    }

    /** Graph, jars and manifest were read. */
    record Ready(AttemptPreparation.Prepared prepared) implements AttemptCommand {}

    record NotReady(Failure failure) implements AttemptCommand {}

    /** Stop all subtasks, then yourself. */
    enum Stop implements AttemptCommand {
        INSTANCE
    }

    record SubtaskEnded(SubtaskId subtask) implements AttemptCommand {}

    /** The subtasks did not stop in time. */
    enum StopOverdue implements AttemptCommand {
        INSTANCE
    }

    record StatsOverdue(long query) implements AttemptCommand {}
}
