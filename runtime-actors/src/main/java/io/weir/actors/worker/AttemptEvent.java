package io.weir.actors.worker;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.protocol.WorkerCommand.Peer;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What an attempt tells its worker. Never leaves the process. */
sealed interface AttemptEvent extends WorkerCommand {
    String jobId();

    long epoch();

    /** All subtasks are open. */
    record Deployed(String jobId, long epoch, List<Peer> peers) implements AttemptEvent {}

    record Running(String jobId, long epoch) implements AttemptEvent {}

    /** It was told to finish, and everything is committed; {@code coordinator} was told. */
    record Committed(String jobId, long epoch, ActorRef<CoordinatorCommand> coordinator) implements AttemptEvent {}

    /** It can neither be adopted nor go on. */
    record Broken(String jobId, long epoch) implements AttemptEvent {}

    /** Nothing of it is left. */
    record Ended(String jobId, long epoch) implements AttemptEvent {}
}
