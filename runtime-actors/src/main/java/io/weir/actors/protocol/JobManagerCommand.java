package io.weir.actors.protocol;

import io.weir.runtime.cluster.WorkerId;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the job manager (the cluster singleton) is told by workers; what clients say stands in {@code ClientCommand}. */
public interface JobManagerCommand extends ControlMessage {
    /**
     * An attempt of which subtasks run on the registering worker: how a new leader learns what is there to adopt. One that has
     * finished and committed everything has no subtasks and is not {@code started}; it is named until it is cancelled.
     */
    record RunningAttempt(String jobId, long epoch, List<WorkerCommand.Peer> subtasks, boolean started) {}

    /**
     * Sent on start, on every change of the leader, and repeatedly until a {@link WorkerCommand.Welcome} comes.
     *
     * @param worker names one process for ever: another one on the same host and port has another id
     * @param clusterId of the leader that welcomed it first; null before that
     * @param leaderLosses how often this worker has lost its connection to a leader: a leader that saw a connection end knows by it
     *     whether the worker outlived that
     */
    record RegisterWorker(
            WorkerId worker,
            @Nullable String clusterId,
            int slots,
            ActorRef<WorkerCommand> ref,
            List<RunningAttempt> running,
            long leaderLosses)
            implements JobManagerCommand {}

    /** A worker leaves in an orderly way: move its subtasks (restart from a fresh checkpoint), then it goes. */
    record WorkerLeaving(WorkerId worker) implements JobManagerCommand {}
}
