package io.weir.runtime.job;

import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides about a job: when an attempt starts, what a failure leads to, when the job is over. Every restart
 * raises the epoch, and that is journaled before anything of the new attempt is deployed; so nothing has to wait for what is
 * left of the old one.
 *
 * <pre>
 * CREATED --slots--> WAITING_FOR_SLOTS --granted--> DEPLOYING --all run--> RUNNING --all drained--> DRAINED --last checkpoint--> FINISHING --> FINISHED
 *    \--new leader--> RECONCILING --whole--> RUNNING          failure: RESTARTING --delay--> WAITING_FOR_SLOTS, or FAILING --> FAILED
 *                              \--not whole--> WAITING_FOR_SLOTS                 cancel, from anywhere: CANCELLING --> CANCELED
 * </pre>
 *
 * Pure: it hears what happened and when, and answers with events and actions. Confined to its owner's thread.
 */
public final class JobDirector {
    /** What the director asks of the checkpoints. */
    public interface Checkpoints {
        boolean enabled();

        /** What a new attempt restores from; null: it begins at the beginning. */
        @Nullable
        CheckpointId latest();

        /** Whether no split enumerator had anything left to give at {@link #latest}: only then may an attempt be adopted. */
        boolean sourcesExhausted();
    }

    /** A job that has gone on for so long has found what it needs. */
    static final long FIRST_ATTEMPT_MILLIS = 60_000;

    private final String jobName;
    private final JobShape shape;
    private final RestartStrategy strategy;
    private final Checkpoints checkpoints;
    private final DirectorSettings settings;

    private JobPhase phase = JobPhase.CREATED;
    private long epoch;
    private long usedEpochs;
    private List<WorkerId> slots = List.of();
    private String sentence = "";
    private long deadline = Long.MAX_VALUE;
    private boolean cancelRequested;
    private int restarts;

    /** The workers of the attempt from which the current phase still wants to hear. */
    private final SortedSet<WorkerId> awaited = new TreeSet<>();

    private final SortedSet<WorkerId> lost = new TreeSet<>();
    private final SortedSet<SubtaskId> found = new TreeSet<>();
    private final SortedMap<SubtaskId, List<byte[]>> drained = new TreeMap<>();
    private final Deque<Long> losses = new ArrayDeque<>();
    private long giveUpAt = Long.MAX_VALUE;
    private @Nullable WorkerId movingFrom;

    /** Of the first attempt since the job was submitted or an operator restarted it; {@link Long#MAX_VALUE} before that. */
    private long beganAt = Long.MAX_VALUE;

    private final List<JobEvent> events = new ArrayList<>();
    private final List<JobAction> actions = new ArrayList<>();

    public JobDirector(
            String jobName,
            JobShape shape,
            RestartStrategy strategy,
            Checkpoints checkpoints,
            DirectorSettings settings) {
        this.jobName = jobName;
        this.shape = shape;
        this.strategy = strategy;
        this.checkpoints = checkpoints;
        this.settings = settings;
    }

    // ------------------------------------------------------------------------------------------------ beginning

    /** Begins, or goes on where the journal ends. Called once, before anything else. */
    public void start(JobHistory history, long now) {
        epoch = history.epoch();
        slots = history.slots();
        cancelRequested = history.cancelRequested();
        restarts = history.restarts();
        if (history.hasAttempt()) {
            // after an operator's restart and another leader nobody knows: then it ran
            beganAt = history.restartedAtEpoch() == 0 ? history.firstAttemptAtMillis() : 0;
        }
        for (JobEvent.AttemptEnded failure : history.failures()) {
            if (failure.epoch() <= history.restartedAtEpoch()) {
                continue; // an operator has let the job begin anew since
            }
            long at = Math.min(now, failure.atMillis()); // the clock of an earlier leader may have been ahead
            if (failure.byStrategy()) {
                strategy.onFailure(at);
            } else if (failure.kind() == FailureKind.LOST_WORKER) {
                losses.addLast(at);
            }
        }
        JobEvent.JobTerminated terminated = history.terminated();
        JobEvent.AttemptEnded ended = history.failureOfCurrentAttempt();
        if (terminated != null) {
            sentence = terminated.sentence();
            enter(phaseOf(terminated.status()));
            actions.add(new JobAction.Terminated(
                    terminated.status(), terminated.sentence(), EndedFiles.KEPT, terminated.accumulators()));
        } else if (cancelRequested) {
            stop(JobPhase.CANCELLING, now);
        } else if (ended != null && ended.restartAtMillis() == JobEvent.AttemptEnded.NEVER) {
            sentence = ended.sentence();
            stop(JobPhase.FAILING, now);
        } else if (ended != null) {
            sentence = ended.sentence();
            long delay =
                    ended.restartAtMillis() - ended.atMillis(); // by one clock, whatever the clock of this leader says
            restartAt(Math.min(ended.restartAtMillis(), now + delay), now);
        } else if (history.hasAttempt()) {
            enter(JobPhase.RECONCILING);
            awaited.addAll(slots);
            deadline = now + settings.adoptionWaitMillis();
            sentence = "A new leader asks the workers what runs";
            actions.add(new JobAction.AskWhoIsGone(List.copyOf(awaited)));
        } else {
            requestSlots();
        }
    }

    /** Epochs up to this one are taken, though the journal does not know them: it may be an older copy than the storage. */
    public void epochsUsed(long upTo) {
        usedEpochs = Math.max(usedEpochs, upTo);
    }

    /** A worker says what it runs of this job: when it registers, also under a new leader. {@code reported} 0: nothing. */
    public void onWorkerReport(
            WorkerId worker, long reported, Collection<SubtaskId> subtasks, boolean started, long now) {
        boolean ours = reported == epoch && epoch > 0;
        if (reported > 0 && !(ours && (phase == JobPhase.RECONCILING || phase.hasAttempt()))) {
            actions.add(new JobAction.Cancel(reported, List.of(worker)));
        }
        lost.remove(worker);
        if (phase == JobPhase.RECONCILING && awaited.contains(worker)) {
            reconcile(worker, ours && started, subtasks, now);
        } else if (!ours && shouldRun(worker)) {
            attemptFailed(FailureKind.LOST_WORKER, "Worker " + worker + " no longer runs its subtasks", now);
        }
    }

    private boolean shouldRun(WorkerId worker) {
        boolean done = phase == JobPhase.FINISHING && !awaited.contains(worker);
        return phase.hasAttempt() && phase != JobPhase.DEPLOYING && slots.contains(worker) && !done;
    }

    private void reconcile(WorkerId worker, boolean runs, Collection<SubtaskId> subtasks, long now) {
        if (!runs) {
            attemptFailed(
                    FailureKind.LOST_WORKER,
                    "The leader changed, and worker " + worker + " did not run its subtasks",
                    now);
            return;
        }
        awaited.remove(worker);
        found.addAll(subtasks);
        if (!awaited.isEmpty()) {
            return;
        }
        if (!found.equals(shape.subtasks())) {
            attemptFailed(FailureKind.LOST_WORKER, "The leader changed, and not all subtasks ran", now);
        } else if (!checkpoints.sourcesExhausted()) {
            attemptFailed(
                    FailureKind.LOST_WORKER,
                    "The leader changed while a source still had splits to give; what it gave since the last checkpoint is unknown",
                    now);
        } else {
            enter(JobPhase.RUNNING);
            sentence = "Adopted by a new leader";
            actions.add(new JobAction.Adopt(epoch, workers(), checkpoints.latest()));
            actions.add(new JobAction.BeginCheckpoints(epoch));
        }
    }

    // ------------------------------------------------------------------------------------------------ an attempt

    /** There are slots: {@code granted} names the worker of each. */
    public void onSlotsGranted(List<WorkerId> granted, long now) {
        if (phase != JobPhase.WAITING_FOR_SLOTS || granted.size() != shape.slotsNeeded()) {
            return; // an answer to a wish of the past
        }
        epoch = Math.max(epoch, usedEpochs) + 1;
        slots = List.copyOf(granted);
        beganAt = Math.min(beganAt, now);
        lost.clear();
        drained.clear();
        found.clear();
        movingFrom = null;
        CheckpointId from = checkpoints.latest();
        events.add(new JobEvent.AttemptStarted(epoch, epoch, from == null ? null : from.value(), slots, now));
        enter(JobPhase.DEPLOYING);
        sentence = "";
        awaited.addAll(slots);
        deadline = now + settings.deployTimeoutMillis();
        actions.add(new JobAction.Deploy(epoch, shape.place(slots), from));
    }

    /** There are too few slots for now. */
    public void onSlotsMissing(int free, int all) {
        if (phase == JobPhase.WAITING_FOR_SLOTS) {
            sentence = "Job " + jobName + " needs " + shape.slotsNeeded() + " slots, " + free + " of " + all
                    + " are free. "
                    + (shape.slotsNeeded() > all
                            ? "Its parallelism is more than all workers together have: lower it (setParallelism, -p), raise "
                                    + "weir.worker.slots, or start more workers"
                            : "Start more workers, or cancel another job");
        }
    }

    public void onDeployed(long ofEpoch, WorkerId worker) {
        if (phase == JobPhase.DEPLOYING && ofEpoch == epoch && awaited.remove(worker) && awaited.isEmpty()) {
            found.addAll(shape.subtasks()); // from here on AttemptRunning is awaited
            awaited.addAll(slots);
            actions.add(new JobAction.Start(epoch, workers(), checkpoints.latest()));
        }
    }

    public void onRunning(long ofEpoch, WorkerId worker, long now) {
        boolean startedAll = !found.isEmpty();
        if (phase == JobPhase.DEPLOYING
                && startedAll
                && ofEpoch == epoch
                && awaited.remove(worker)
                && awaited.isEmpty()) {
            enter(JobPhase.RUNNING);
            actions.add(new JobAction.BeginCheckpoints(epoch));
            finishWhenDrained(now);
        }
    }

    /** {@code accumulators}: of the subtask's operators, encoded. */
    public void onDrained(long ofEpoch, SubtaskId subtask, List<byte[]> accumulators, long now) {
        if (ofEpoch == epoch && (phase == JobPhase.DEPLOYING || phase == JobPhase.RUNNING)) {
            drained.put(subtask, accumulators);
            finishWhenDrained(now);
        }
    }

    private void finishWhenDrained(long now) {
        if (phase != JobPhase.RUNNING || !drained.keySet().equals(shape.subtasks())) {
            return;
        }
        if (checkpoints.enabled()) {
            enter(JobPhase.DRAINED);
            actions.add(new JobAction.TakeCheckpoint(epoch));
        } else {
            finish(now);
        }
    }

    /** A checkpoint that {@link JobAction.TakeCheckpoint} asked for is complete and journaled. */
    public void onRequestedCheckpoint(boolean complete, long now) {
        if (phase == JobPhase.DRAINED) {
            if (complete) {
                finish(now);
            } else {
                actions.add(new JobAction.TakeCheckpoint(epoch)); // too many failures end in onCheckpointsFailing
            }
        } else if (movingFrom != null && phase == JobPhase.RUNNING) {
            move(now);
        }
    }

    private void finish(long now) {
        enter(JobPhase.FINISHING);
        awaited.addAll(slots);
        deadline = now + settings.repeatMillis();
        actions.add(new JobAction.EndCheckpoints(epoch));
        actions.add(new JobAction.Finish(epoch, workers()));
    }

    /** Nothing of the attempts up to {@code upTo} runs on that worker any more. */
    public void onStopped(long upTo, WorkerId worker, long now) {
        if (upTo < epoch || !awaited.remove(worker)) {
            return;
        }
        if (phase == JobPhase.FINISHING && awaited.isEmpty()) {
            terminate(JobStatus.FINISHED, "", now);
        } else {
            endWhenStopped(now);
        }
    }

    // ------------------------------------------------------------------------------------------------ what goes wrong

    public void onSubtaskFailed(long ofEpoch, String where, Failure failure, long now) {
        if (ofEpoch == epoch && phase.hasAttempt()) {
            attemptFailed(failure.kind(), located(failure.message(), where), now);
        }
    }

    /** Names the place, unless the sentence does so itself. */
    private static String located(String sentence, String where) {
        if (where.isEmpty() || sentence.toLowerCase(Locale.ROOT).contains("subtask")) {
            return sentence;
        }
        return sentence.endsWith(".")
                ? sentence.substring(0, sentence.length() - 1) + " (" + where + ")."
                : sentence + " (" + where + ")";
    }

    /** Too many checkpoints failed in a row. */
    public void onCheckpointsFailing(String why, long now) {
        if (phase.hasAttempt()) {
            attemptFailed(FailureKind.CHECKPOINTS_FAILING, why, now);
        }
    }

    /** The job cannot go on: its state cannot be read, or it is no job at all. */
    public void onHopeless(FailureKind kind, String why, long now) {
        if (!phase.isTerminal() && phase != JobPhase.CANCELLING && phase != JobPhase.FAILING) {
            failForGood(kind, why, now);
        }
    }

    /** A worker's process is gone, or cannot be reached. A false alarm costs a restart, never data. */
    public void onWorkerLost(WorkerId worker, long now) {
        lost.add(worker);
        if ((phase.hasAttempt() || phase == JobPhase.RECONCILING) && slots.contains(worker)) {
            attemptFailed(FailureKind.LOST_WORKER, "Worker " + worker + " was lost", now);
        } else if (awaited.remove(worker)) {
            endWhenStopped(now);
        }
    }

    /** A worker is about to go: save, then start again elsewhere. Without checkpoints there is nothing to take along. */
    public void onWorkerLeaving(WorkerId worker, long now) {
        if (!phase.hasAttempt() || !slots.contains(worker) || !checkpoints.enabled() || movingFrom != null) {
            return;
        }
        movingFrom = worker;
        if (phase == JobPhase.RUNNING) {
            deadline = now + settings.handoverTimeoutMillis();
            actions.add(new JobAction.TakeCheckpoint(epoch));
        } else if (phase == JobPhase.DEPLOYING) {
            move(now);
        }
    }

    private void move(long now) {
        String why = "Worker " + movingFrom + " leaves";
        movingFrom = null;
        endAttempt(FailureKind.LEAVING_WORKER, why, now, now);
        requestSlots();
        sentence = why;
    }

    private void attemptFailed(FailureKind kind, String why, long now) {
        switch (kind.reaction()) {
            case FAIL_JOB -> failForGood(kind, why, now);
            case RESTART_AT_ONCE -> {
                if (losesTooManyWorkers(now)) {
                    restartByStrategy(kind, why, now);
                } else {
                    endAttempt(kind, why, now, now);
                    requestSlots();
                    sentence = why;
                }
            }
            case RESTART_IF_IT_RAN -> {
                if (hasRun(now)) {
                    restartByStrategy(kind, why, now);
                } else {
                    failForGood(kind, why, now);
                }
            }
            case RESTART_BY_STRATEGY -> restartByStrategy(kind, why, now);
        }
    }

    /** Whether it is worth while to try again: the job has saved something, or went on for a while. */
    private boolean hasRun(long now) {
        return checkpoints.latest() != null || now - beganAt >= FIRST_ATTEMPT_MILLIS;
    }

    /** A lost worker is nobody's fault and costs no delay; but if it happens again and again, the job itself may be what kills them. */
    private boolean losesTooManyWorkers(long now) {
        while (!losses.isEmpty() && now - losses.getFirst() >= strategy.forgetAfterMillis()) {
            losses.removeFirst();
        }
        if (strategy instanceof RestartStrategy.Never || losses.size() >= settings.lossesWithoutDelay()) {
            return true;
        }
        losses.addLast(now);
        return false;
    }

    private void restartByStrategy(FailureKind kind, String why, long now) {
        OptionalLong delay = strategy.onFailure(now);
        if (delay.isEmpty()) {
            failForGood(kind, why + (why.endsWith(".") ? " " : ". ") + strategy.limit() + ".", now);
            return;
        }
        long restartAt = now + delay.getAsLong();
        endAttempt(kind, why, now, restartAt);
        sentence = why;
        restartAt(restartAt, now);
    }

    private void restartAt(long restartAt, long now) {
        if (restartAt <= now) {
            String why = sentence;
            requestSlots();
            sentence = why;
        } else {
            enter(JobPhase.RESTARTING);
            deadline = restartAt;
        }
    }

    private void endAttempt(FailureKind kind, String why, long now, long restartAt) {
        if (kind != FailureKind.LEAVING_WORKER) {
            restarts++;
        }
        boolean byStrategy = restartAt != now || kind.reaction() != FailureKind.Reaction.RESTART_AT_ONCE;
        events.add(new JobEvent.AttemptEnded(epoch, kind, why, now, restartAt, byStrategy));
        actions.add(new JobAction.EndCheckpoints(epoch));
        actions.add(new JobAction.StopSources());
        List<WorkerId> reachable = reachable();
        if (!reachable.isEmpty()) {
            actions.add(new JobAction.Cancel(epoch, reachable));
        }
    }

    private void failForGood(FailureKind kind, String why, long now) {
        boolean attemptRan = phase.hasAttempt() || phase == JobPhase.RECONCILING;
        if (attemptRan) {
            events.add(new JobEvent.AttemptEnded(epoch, kind, why, now, JobEvent.AttemptEnded.NEVER, false));
        }
        sentence = why;
        stop(JobPhase.FAILING, now);
    }

    // ------------------------------------------------------------------------------------------------ the end

    /** Somebody asks for the end of the job; does nothing when it has ended or is being cancelled. */
    public void onCancel(long now) {
        if (phase.isTerminal() || cancelRequested) {
            return;
        }
        cancelRequested = true;
        events.add(new JobEvent.JobCancelRequested(now));
        stop(JobPhase.CANCELLING, now);
    }

    /** CANCELLING or FAILING: every worker that may run something is told to stop, and waited for, but not for ever. */
    private void stop(JobPhase stopping, long now) {
        boolean mayRun = epoch > 0 && phase != JobPhase.WAITING_FOR_SLOTS && phase != JobPhase.RESTARTING;
        if (mayRun) {
            actions.add(new JobAction.EndCheckpoints(epoch));
            actions.add(new JobAction.StopSources());
        }
        List<WorkerId> running = mayRun ? reachable() : List.of();
        if (running.isEmpty()) {
            terminate(stopping == JobPhase.CANCELLING ? JobStatus.CANCELED : JobStatus.FAILED, sentence, now);
            return;
        }
        enter(stopping);
        awaited.addAll(running);
        giveUpAt = now + settings.stopTimeoutMillis();
        deadline = Math.min(giveUpAt, now + settings.repeatMillis());
        actions.add(new JobAction.Cancel(epoch, running));
    }

    private void endWhenStopped(long now) {
        if (awaited.isEmpty() && phase == JobPhase.CANCELLING) {
            terminate(JobStatus.CANCELED, "", now);
        } else if (awaited.isEmpty() && phase == JobPhase.FAILING) {
            terminate(JobStatus.FAILED, sentence, now);
        }
    }

    private void terminate(JobStatus status, String why, long now) {
        JobPhase end = phaseOf(status);
        enter(end);
        sentence = status == JobStatus.FAILED ? why : "";
        List<byte[]> accumulators = new ArrayList<>();
        if (status == JobStatus.FINISHED) {
            drained.values().forEach(accumulators::addAll);
        }
        events.add(new JobEvent.JobTerminated(status, sentence, now, accumulators));
        actions.add(new JobAction.StopSources());
        actions.add(new JobAction.ReleaseSlots());
        actions.add(new JobAction.Terminated(status, sentence, EndedFiles.KEPT, accumulators));
    }

    private static JobPhase phaseOf(JobStatus status) {
        return switch (status) {
            case FINISHED -> JobPhase.FINISHED;
            case CANCELED -> JobPhase.CANCELED;
            default -> JobPhase.FAILED;
        };
    }

    // ------------------------------------------------------------------------------------------------ time

    /** To be called at {@link #wakeAt}, or later. */
    public void onTime(long now) {
        if (now < deadline) {
            return;
        }
        deadline = Long.MAX_VALUE;
        switch (phase) {
            case RECONCILING ->
                attemptFailed(FailureKind.LOST_WORKER, "The leader changed, and nothing was heard of " + awaited, now);
            case DEPLOYING ->
                attemptFailed(
                        FailureKind.BROKEN_PROTOCOL,
                        "Workers " + awaited + " did not run their subtasks within " + settings.deployTimeoutMillis()
                                + " ms. Large state takes longer to fetch; raise weir.job.deploy-timeout if that is why",
                        now);
            case RESTARTING -> {
                String why = sentence;
                requestSlots();
                sentence = why;
            }
            case RUNNING -> {
                if (movingFrom != null) {
                    move(now);
                }
            }
            case FINISHING -> {
                deadline = now + settings.repeatMillis();
                actions.add(new JobAction.Finish(epoch, List.copyOf(awaited)));
            }
            case CANCELLING, FAILING -> {
                if (now >= giveUpAt) {
                    awaited.clear();
                    endWhenStopped(now);
                } else {
                    deadline = Math.min(giveUpAt, now + settings.repeatMillis());
                    actions.add(new JobAction.Cancel(epoch, List.copyOf(awaited)));
                }
            }
            default -> {}
        }
    }

    /** When {@link #onTime} wants to be called; {@link Long#MAX_VALUE}: never. */
    public long wakeAt() {
        return deadline;
    }

    // ------------------------------------------------------------------------------------------------ common

    /** What was decided since the last call. */
    public JobDecision take() {
        JobDecision decision = new JobDecision(events, actions);
        events.clear();
        actions.clear();
        return decision;
    }

    public JobPhase phase() {
        return phase;
    }

    public long epoch() {
        return epoch;
    }

    /** Why the job is where it is; empty when there is nothing to say. */
    public String sentence() {
        return sentence;
    }

    /** Attempts that ended in a failure. */
    public int restarts() {
        return restarts;
    }

    /** The worker of each slot in the current or last attempt. */
    public List<WorkerId> slots() {
        return slots;
    }

    private void requestSlots() {
        enter(JobPhase.WAITING_FOR_SLOTS);
        actions.add(new JobAction.RequestSlots(shape.slotsNeeded(), slots));
    }

    private void enter(JobPhase next) {
        if (phase != next && !phase.next().contains(next)) {
            boolean replayed = phase == JobPhase.CREATED && next.isTerminal();
            if (!replayed) {
                throw new IllegalStateException("a job does not go from " + phase + " to " + next);
            }
        }
        phase = next;
        awaited.clear();
        deadline = Long.MAX_VALUE;
    }

    private List<WorkerId> workers() {
        return List.copyOf(new TreeSet<>(slots));
    }

    private List<WorkerId> reachable() {
        SortedSet<WorkerId> reachable = new TreeSet<>(slots);
        reachable.removeAll(lost);
        return List.copyOf(reachable);
    }
}
