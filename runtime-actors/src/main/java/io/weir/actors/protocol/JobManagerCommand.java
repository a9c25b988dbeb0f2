package io.weir.actors.protocol;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.cluster.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the job manager (the cluster singleton) is told by workers; what clients say stands in {@code ClientCommand}. */
public interface JobManagerCommand extends ControlMessage {
    /** More than a worker has cores. */
    int MOST_SLOTS = 4096;

    /**
     * An attempt of which subtasks run on the registering worker: how a new leader learns what is there to adopt. One that has
     * finished and committed everything has no subtasks and is not {@code started}; it is named until it is cancelled.
     */
    record RunningAttempt(String jobId, long epoch, List<SubtaskRun> subtasks, boolean started) {
        /** As many as one worker can have of one attempt. */
        private static final long MOST_SUBTASKS = 1 << 20;

        public RunningAttempt {
            long all = subtasks.stream().mapToLong(SubtaskRun::count).sum();
            if (all > MOST_SUBTASKS) {
                throw new IllegalArgumentException(all + " subtasks: " + MOST_SUBTASKS + " is the limit");
            }
        }

        /** One by one. */
        public List<SubtaskId> subtaskIds() {
            List<SubtaskId> ids = new ArrayList<>();
            for (SubtaskRun run : subtasks) {
                for (int index = run.first(); index < run.first() + run.count(); index++) {
                    ids.add(new SubtaskId(run.vertex(), index));
                }
            }
            return ids;
        }
    }

    /** Subtasks of a vertex whose indexes follow each other: {@code count}, at least 1, from {@code first} on. */
    record SubtaskRun(
            int vertex,
            int first,
            @Within(least = 1, most = Within.MOST_SUBTASKS) int count) {
        /** As few as there may be. */
        public static List<SubtaskRun> of(Collection<SubtaskId> subtasks) {
            List<SubtaskRun> runs = new ArrayList<>();
            for (SubtaskId next : new TreeSet<>(subtasks)) {
                SubtaskRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null && last.vertex == next.vertex() && last.first + last.count == next.index()) {
                    runs.set(runs.size() - 1, new SubtaskRun(last.vertex, last.first, last.count + 1));
                } else {
                    runs.add(new SubtaskRun(next.vertex(), next.index(), 1));
                }
            }
            return runs;
        }
    }

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
            @Within(most = MOST_SLOTS) int slots,
            ActorRef<WorkerCommand> ref,
            List<RunningAttempt> running,
            long leaderLosses)
            implements JobManagerCommand {
        public RegisterWorker {
            if (clusterId != null && clusterId.isBlank()) {
                throw new IllegalArgumentException("a cluster has an id that is not empty, or the worker none");
            }
        }
    }

    /** A part of {@link RegisterWorker} that is too large for one message. */
    record RegistrationPart(WorkerId worker, Part part) implements JobManagerCommand {}

    /** A worker leaves in an orderly way: move its subtasks (restart from a fresh checkpoint), then it goes. */
    record WorkerLeaving(WorkerId worker) implements JobManagerCommand {}
}
