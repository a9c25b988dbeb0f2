package io.weir.actors.job;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Parcels;
import io.weir.actors.wire.Replies;
import io.weir.runtime.cluster.PartAssembly;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.subtask.SubtaskStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workers of a job for their counters when somebody wants to see it; who asks meanwhile shares the answer. */
final class StatsRound {
    private static final Logger LOG = LoggerFactory.getLogger(StatsRound.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String jobId;
    private final TimerScheduler<CoordinatorCommand> timers;
    private final ActorRef<CoordinatorCommand> self;
    private final List<ClientCommand.DescribeJob> waiting = new ArrayList<>();
    private final SortedSet<WorkerId> awaited = new TreeSet<>();
    private final List<SubtaskStats> heard = new ArrayList<>();
    private final Map<WorkerId, PartAssembly> parts = new HashMap<>();
    private final Replies replies;

    StatsRound(
            ManagerEvent.JobSubmitted job,
            TimerScheduler<CoordinatorCommand> timers,
            ActorRef<CoordinatorCommand> self,
            Replies replies) {
        this.replies = replies;
        this.jobId = job.jobId();
        this.timers = timers;
        this.self = self;
    }

    void onAsked(ClientCommand.DescribeJob question, JobView view, Map<WorkerId, ActorRef<WorkerCommand>> workers) {
        waiting.add(question);
        if (waiting.size() > 1) {
            return;
        }
        for (WorkerId worker : view.runningOn()) {
            ActorRef<WorkerCommand> ref = workers.get(worker);
            if (ref != null && awaited.add(worker)) {
                ref.tell(new WorkerCommand.QueryStats(jobId, view.epoch(), self));
            }
        }
        if (awaited.isEmpty()) {
            answer(view);
        } else {
            timers.startSingleTimer(JobMessage.StatsDue.INSTANCE, PATIENCE);
        }
    }

    /** Of counters that are too many for one message. */
    void onPart(CoordinatorCommand.StatsPart part, JobView view) {
        if (part.epoch() == view.epoch() && awaited.contains(part.worker())) {
            CoordinatorCommand.WorkerStats whole = replies.parcels()
                    .add(
                            parts.computeIfAbsent(part.worker(), first -> new PartAssembly(Parcels.MOST_BYTES)),
                            part.part(),
                            CoordinatorCommand.WorkerStats.class,
                            problem -> LOG.warn("Job {}: {}", jobId, problem));
            if (whole != null && whole.worker().equals(part.worker())) {
                onStats(whole, view);
            }
        }
    }

    void onStats(CoordinatorCommand.WorkerStats stats, JobView view) {
        if (stats.epoch() == view.epoch() && awaited.remove(stats.worker())) {
            heard.addAll(stats.subtasks());
            if (awaited.isEmpty()) {
                answer(view);
            }
        }
    }

    /** Everything was heard, or time is up. */
    void answer(JobView view) {
        timers.cancel(JobMessage.StatsDue.INSTANCE);
        waiting.forEach(question -> replies.tell(question.replyTo(), view.job(heard)));
        waiting.clear();
        awaited.clear();
        heard.clear();
        parts.clear();
    }
}
