package io.weir.runtime.job;

import io.weir.api.graph.RestartStrategySpec;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A director on a stage: what it decides becomes lines, what it journals a history; checkpoints are whatever the test says. */
final class JobScript implements JobDirector.Checkpoints {
    static final WorkerId A = new WorkerId("a");
    static final WorkerId B = new WorkerId("b");
    static final WorkerId C = new WorkerId("c");
    static final JobShape SHAPE = new JobShape(List.of(1, 2)); // subtasks 0.0, 1.0, 1.1

    JobDirector director;
    JobHistory history = JobHistory.EMPTY;
    long now = 1_000;
    boolean enabled = true;
    boolean exhausted = true;

    @Nullable
    CheckpointId latest;

    private final RestartStrategySpec strategy;

    JobScript(RestartStrategySpec strategy) {
        this.strategy = strategy;
        this.director = another();
    }

    static JobScript withDelay(int restarts) {
        return new JobScript(new RestartStrategySpec.FixedDelay(restarts, 500));
    }

    private JobDirector another() {
        return new JobDirector("words", SHAPE, RestartStrategy.of(strategy, () -> 0.5), this, DirectorSettings.DEFAULT);
    }

    /** A new leader reads the journal. */
    List<String> leaderChanges() {
        director = another();
        return start();
    }

    List<String> start() {
        director.start(history, now);
        return did();
    }

    List<String> granted(WorkerId... slots) {
        director.onSlotsGranted(List.of(slots), now);
        return did();
    }

    List<String> deployed(long epoch, WorkerId worker) {
        director.onDeployed(epoch, worker);
        return did();
    }

    List<String> runs(long epoch, WorkerId worker) {
        director.onRunning(epoch, worker, now);
        return did();
    }

    List<String> fails(long epoch, FailureKind kind) {
        director.onSubtaskFailed(epoch, "map 1.0", new Failure(kind, "boom", ""), now);
        return did();
    }

    List<String> lost(WorkerId worker) {
        director.onWorkerLost(worker, now);
        return did();
    }

    List<String> drained(long epoch, int vertex, int index) {
        director.onDrained(epoch, new SubtaskId(vertex, index), List.of(), now);
        return did();
    }

    List<String> stopped(long epoch, WorkerId worker) {
        director.onStopped(epoch, worker, now);
        return did();
    }

    List<String> reports(WorkerId worker, long epoch, SubtaskId... subtasks) {
        director.onWorkerReport(worker, epoch, List.of(subtasks), true, now);
        return did();
    }

    List<String> after(long millis) {
        now += millis;
        director.onTime(now);
        return did();
    }

    /** Runs on a and b. */
    JobScript running() {
        start();
        return runningAgain();
    }

    JobScript runningAgain() {
        granted(A, B);
        long epoch = director.epoch();
        deployed(epoch, A);
        deployed(epoch, B);
        runs(epoch, A);
        runs(epoch, B);
        return this;
    }

    List<String> did() {
        JobDecision decision = director.take();
        List<String> lines = new ArrayList<>();
        for (JobEvent event : decision.events()) {
            history = history.with(event);
            lines.add(line(event));
        }
        for (JobAction action : decision.actions()) {
            lines.add(line(action));
        }
        return lines;
    }

    private static String line(JobEvent event) {
        if (event instanceof JobEvent.AttemptStarted started) {
            return "journal attempt " + started.epoch() + " from " + from(started.fromCheckpoint()) + " on "
                    + started.slots();
        } else if (event instanceof JobEvent.AttemptEnded ended) {
            String next = ended.restartAtMillis() == JobEvent.AttemptEnded.NEVER
                    ? "for good"
                    : "again in " + (ended.restartAtMillis() - ended.atMillis());
            return "journal attempt " + ended.epoch() + " ended, " + next;
        } else if (event instanceof JobEvent.JobTerminated end) {
            return "journal " + end.status();
        }
        return "journal " + event.getClass().getSimpleName();
    }

    private static String from(@Nullable Long checkpoint) {
        return checkpoint == null ? "the beginning" : "cp-" + checkpoint;
    }

    private static String line(JobAction action) {
        if (action instanceof JobAction.RequestSlots request) {
            return "request " + request.slots() + " slots";
        } else if (action instanceof JobAction.Deploy deploy) {
            return "deploy " + deploy.epoch() + " " + deploy.placement();
        } else if (action instanceof JobAction.Start start) {
            return "start " + start.epoch() + " on " + start.workers();
        } else if (action instanceof JobAction.Cancel cancel) {
            return "cancel " + cancel.epoch() + " on " + cancel.workers();
        } else if (action instanceof JobAction.Finish finish) {
            return "finish " + finish.epoch() + " on " + finish.workers();
        } else if (action instanceof JobAction.Adopt adopt) {
            return "adopt " + adopt.epoch() + " on " + adopt.workers();
        } else if (action instanceof JobAction.Terminated end) {
            return "terminated " + end.status();
        } else if (action instanceof JobAction.AskWhoIsGone ask) {
            return "ask who is gone of " + ask.workers();
        }
        return switch (action.getClass().getSimpleName()) {
            case "BeginCheckpoints" -> "begin checkpoints";
            case "EndCheckpoints" -> "end checkpoints";
            case "TakeCheckpoint" -> "take a checkpoint";
            case "StopSources" -> "stop sources";
            case "ReleaseSlots" -> "release slots";
            default -> action.toString();
        };
    }

    @Override
    public boolean enabled() {
        return enabled;
    }

    @Override
    public @Nullable CheckpointId latest() {
        return latest;
    }

    @Override
    public boolean sourcesExhausted() {
        return exhausted;
    }
}
