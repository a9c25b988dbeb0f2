package io.weir.runtime.job;

import io.weir.api.graph.CheckpointSettings;
import io.weir.api.graph.JobSettings;
import io.weir.checkpoint.AbortReason;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointLedger;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.CheckpointPolicy;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.LedgerDecision;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One job without its actor: the {@link JobDirector} and the {@link CheckpointLedger}, put together. Every input returns what is to
 * be journaled and then done; nothing may be asked in between, and when journaling fails, this object is thrown away and made
 * again from the journal. Pure: time comes in with each input, randomness through the constructor.
 */
public final class JobCore {
    private final JobSettings settings;
    private final JobShape shape;
    private final JobDirector director;
    private final CheckpointLedger ledger;
    private final DoubleSupplier random;
    private final boolean hasEnumerators;

    private final List<JobEvent> events = new ArrayList<>();
    private final List<JobAction> actions = new ArrayList<>();
    private long now;
    private long ledgerWakeAt = Long.MAX_VALUE;
    private long wakeSaid = Long.MAX_VALUE;
    private boolean exhaustedAtLatest;
    private @Nullable CheckpointId requested;

    /**
     * @param hasEnumerators whether any source of the plan has a split enumerator
     * @param random uniform in [0, 1)
     * @throws IllegalArgumentException [CFG-203] if the checkpoint settings make no sense
     */
    public JobCore(
            String jobName,
            JobShape shape,
            JobSettings settings,
            boolean hasEnumerators,
            DirectorSettings patience,
            DoubleSupplier random) {
        this.settings = settings;
        this.shape = shape;
        this.hasEnumerators = hasEnumerators;
        this.random = random;
        this.ledger = new CheckpointLedger(policyOf(settings.checkpoints()));
        this.director =
                new JobDirector(jobName, shape, RestartStrategy.of(settings, random), new LedgerView(), patience);
    }

    private static CheckpointPolicy policyOf(CheckpointSettings wanted) {
        return new CheckpointPolicy(
                wanted.enabled() ? wanted.intervalMs() : 0,
                wanted.timeoutMs(),
                wanted.minPauseMs(),
                wanted.maxConcurrent(),
                wanted.tolerableFailures(),
                wanted.numRetained());
    }

    /** The director looks at the checkpoints through this. */
    private final class LedgerView implements JobDirector.Checkpoints {
        @Override
        public boolean enabled() {
            return settings.checkpoints().enabled();
        }

        @Override
        public @Nullable CheckpointId latest() {
            LedgerEvent.CheckpointCompleted latest = ledger.latest();
            return latest == null ? null : latest.id();
        }

        @Override
        public boolean sourcesExhausted() {
            return !hasEnumerators || exhaustedAtLatest;
        }
    }

    // ------------------------------------------------------------------------------------------------ inputs

    /**
     * Begins, or goes on where the journal ends.
     *
     * @param manifests of the retained checkpoints, as far as they could be read
     * @param unreadable why the newest could not be read; null if it was, or if there is none
     */
    public JobDecision start(
            JobHistory history, Collection<CheckpointManifest> manifests, @Nullable String unreadable, long atMillis) {
        now = atMillis;
        for (LedgerEvent event : history.ledger()) {
            ledger.apply(event);
        }
        for (CheckpointManifest manifest : manifests) {
            onManifestRead(manifest);
        }
        absorb(ledger.onRecovered(now), false);
        if (unreadable != null && history.terminated() == null && !history.cancelRequested()) {
            LedgerEvent.CheckpointCompleted latest = ledger.latest();
            if (latest != null) {
                director.start(history, now);
                director.take(); // nothing of it: the job ends here
                absorb(ledger.onManifestUnreadable(latest.id(), unreadable, false, now), false);
                return decide();
            }
        }
        director.start(history, now);
        return decide();
    }

    /**
     * To be called before {@link #start}: what is stored for the job was written up to this checkpoint and this epoch, and nothing may be
     * written for them again, though the journal may be an older copy and not know them.
     */
    public void onStored(long newestId, long newestEpoch) {
        ledger.idsUsed(newestId);
        director.epochsUsed(newestEpoch);
    }

    private void onManifestRead(CheckpointManifest manifest) {
        ledger.onManifestRead(manifest);
        LedgerEvent.CheckpointCompleted latest = ledger.latest();
        if (latest != null && latest.id().equals(manifest.id())) {
            exhaustedAtLatest = isExhausted(manifest);
        }
    }

    private static boolean isExhausted(CheckpointManifest manifest) {
        for (OperatorSnapshot operator : manifest.operators().values()) {
            if (operator.coordinatorState() != null && !operator.coordinatorExhausted()) {
                return false;
            }
        }
        return true;
    }

    public JobDecision onWorkerReport(
            WorkerId worker, long epoch, Collection<SubtaskId> subtasks, boolean started, long atMillis) {
        return on(atMillis, it -> it.onWorkerReport(worker, epoch, subtasks, started, now));
    }

    public JobDecision onSlotsGranted(List<WorkerId> slots, long atMillis) {
        return on(atMillis, it -> it.onSlotsGranted(slots, now));
    }

    public JobDecision onSlotsMissing(int free, int all, long atMillis) {
        return on(atMillis, it -> it.onSlotsMissing(free, all));
    }

    public JobDecision onDeployed(long epoch, WorkerId worker, long atMillis) {
        return on(atMillis, it -> it.onDeployed(epoch, worker));
    }

    public JobDecision onRunning(long epoch, WorkerId worker, long atMillis) {
        return on(atMillis, it -> it.onRunning(epoch, worker, now));
    }

    public JobDecision onDrained(long epoch, SubtaskId subtask, List<byte[]> accumulators, long atMillis) {
        return on(atMillis, it -> it.onDrained(epoch, subtask, accumulators, now));
    }

    /** Something of an attempt failed; {@code where} is for people, for example the subtask, and may be empty. */
    public JobDecision onFailed(long epoch, String where, Failure failure, long atMillis) {
        return on(atMillis, it -> it.onSubtaskFailed(epoch, where, failure, now));
    }

    public JobDecision onStopped(long upToEpoch, WorkerId worker, long atMillis) {
        return on(atMillis, it -> it.onStopped(upToEpoch, worker, now));
    }

    public JobDecision onWorkerLost(WorkerId worker, long atMillis) {
        return on(atMillis, it -> it.onWorkerLost(worker, now));
    }

    public JobDecision onWorkerLeaving(WorkerId worker, long atMillis) {
        return on(atMillis, it -> it.onWorkerLeaving(worker, now));
    }

    public JobDecision onCancel(long atMillis) {
        return on(atMillis, it -> it.onCancel(now));
    }

    public JobDecision onHopeless(FailureKind kind, String sentence, long atMillis) {
        return on(atMillis, it -> it.onHopeless(kind, sentence, now));
    }

    private JobDecision on(long atMillis, Consumer<JobDirector> input) {
        now = atMillis;
        input.accept(director);
        return decide();
    }

    public JobDecision onAcknowledge(long epoch, CheckpointId id, SubtaskSnapshot snapshot, long atMillis) {
        now = atMillis;
        absorb(ledger.onAcknowledge(epoch, id, snapshot, now).decision(), true);
        return decide();
    }

    public JobDecision onDecline(long epoch, CheckpointId id, SubtaskId subtask, String detail, long atMillis) {
        now = atMillis;
        absorb(
                ledger.onDecline(epoch, id, subtask, AbortReason.DECLINED, Texts.cut(detail, Texts.SENTENCE), now),
                true);
        return decide();
    }

    /** A split enumerator could not be saved. */
    public JobDecision onCoordinatorFailed(long epoch, CheckpointId id, String detail, long atMillis) {
        now = atMillis;
        absorb(ledger.onCoordinatorFailed(epoch, id, Texts.cut(detail, Texts.SENTENCE), now), true);
        return decide();
    }

    public JobDecision onManifestWritten(CheckpointManifest manifest, ManifestRef ref, long atMillis) {
        now = atMillis;
        boolean exhausted = isExhausted(manifest);
        absorb(ledger.onManifestWritten(manifest.epoch(), manifest.id(), ref, now), true);
        LedgerEvent.CheckpointCompleted latest = ledger.latest();
        if (latest != null && latest.id().equals(manifest.id())) {
            exhaustedAtLatest = exhausted;
        }
        return decide();
    }

    public JobDecision onManifestFailed(long epoch, CheckpointId id, String detail, boolean ambiguous, long atMillis) {
        now = atMillis;
        absorb(ledger.onManifestFailed(epoch, id, Texts.cut(detail, Texts.SENTENCE), ambiguous, now), true);
        return decide();
    }

    /** What the ledger wanted deleted could not be, or not all of it: it is tried again after a later checkpoint. */
    public void onNotDeleted() {
        ledger.onNotDeleted();
    }

    /** To be called when the last {@link JobAction.WakeAt} said so, or later. */
    public JobDecision onTime(long atMillis) {
        now = atMillis;
        wakeSaid = Long.MAX_VALUE;
        director.onTime(now);
        drainDirector();
        tickLedgerWhenDue();
        return decide();
    }

    // ------------------------------------------------------------------------------------------------ what is known

    public JobDirector director() {
        return director;
    }

    /** What a new attempt restores from; null: from the beginning. */
    public LedgerEvent.@Nullable CheckpointCompleted restorePoint() {
        return ledger.latest();
    }

    public CheckpointLedger ledger() {
        return ledger;
    }

    // ------------------------------------------------------------------------------------------------ putting together

    private JobDecision decide() {
        drainDirector();
        tickLedgerWhenDue();
        long wakeAt = Math.min(director.wakeAt(), ledgerWakeAt);
        if (wakeAt != wakeSaid && wakeAt != Long.MAX_VALUE) {
            actions.add(new JobAction.WakeAt(wakeAt));
        }
        wakeSaid = wakeAt;
        JobDecision decision = new JobDecision(events, actions);
        events.clear();
        actions.clear();
        return decision;
    }

    private void tickLedgerWhenDue() {
        for (int i = 0;
                i < 4 && now >= ledgerWakeAt;
                i++) { // an expired checkpoint, then the next one, then the time after it
            ledgerWakeAt = Long.MAX_VALUE;
            absorb(ledger.onTick(now), true);
        }
    }

    private void drainDirector() {
        JobDecision decided = director.take();
        while (!decided.events().isEmpty() || !decided.actions().isEmpty()) {
            events.addAll(decided.events());
            for (JobAction action : decided.actions()) {
                handle(action);
            }
            decided = director.take();
        }
    }

    private void handle(JobAction action) {
        if (action instanceof JobAction.BeginCheckpoints begin) {
            if (settings.checkpoints().enabled()) {
                absorb(ledger.startAttempt(begin.epoch(), shape.subtasks(), now, initialDelay()), true);
            }
        } else if (action instanceof JobAction.EndCheckpoints) {
            requested = null;
            ledgerWakeAt = Long.MAX_VALUE;
            absorb(ledger.endAttempt("", now), true);
        } else if (action instanceof JobAction.TakeCheckpoint) {
            LedgerDecision decision = ledger.triggerNow(now);
            for (LedgerEvent event : decision.persist()) {
                requested = event instanceof LedgerEvent.CheckpointTriggered triggered ? triggered.id() : requested;
            }
            absorb(decision, true);
        } else if (action instanceof JobAction.Adopt adopt) {
            actions.add(action);
            if (adopt.from() != null) {
                actions.add(new JobAction.Checkpointing(adopt.epoch(), new LedgerAction.NotifyCompleted(adopt.from())));
            }
        } else if (action instanceof JobAction.Terminated end) {
            actions.add(new JobAction.Terminated(
                    end.status(),
                    end.sentence(),
                    EndedFiles.after(end.status(), settings.checkpoints().retention()),
                    end.accumulators()));
        } else {
            actions.add(action);
        }
    }

    /** Between the pause and the interval, so that the jobs of a cluster spread out. */
    private long initialDelay() {
        CheckpointSettings wanted = settings.checkpoints();
        long least = Math.min(wanted.minPauseMs(), wanted.intervalMs());
        return least + (long) (random.getAsDouble() * (wanted.intervalMs() - least + 1));
    }

    /** {@code announce}: whether completions are told to the workers; not while a new leader has no attempt yet. */
    private void absorb(LedgerDecision decision, boolean announce) {
        for (LedgerEvent event : decision.persist()) {
            events.add(new JobEvent.CheckpointDecided(event));
            ledger.apply(event);
        }
        for (LedgerAction action : decision.then()) {
            if (action instanceof LedgerAction.WakeAt wake) {
                ledgerWakeAt = wake.atMs();
            } else if (action instanceof LedgerAction.FailJob fail) {
                director.onCheckpointsFailing(fail.sentence(), now);
            } else if (action instanceof LedgerAction.StopJob stop) {
                director.onHopeless(FailureKind.CORRUPT_STATE, stop.sentence(), now);
            } else if (announce || !(action instanceof LedgerAction.NotifyCompleted)) {
                actions.add(new JobAction.Checkpointing(director.epoch(), action));
                tellDirector(action);
            }
        }
    }

    private void tellDirector(LedgerAction action) {
        CheckpointId awaited = requested;
        if (awaited == null) {
            return;
        }
        if (action instanceof LedgerAction.NotifyCompleted completed && !awaited.isAfter(completed.id())) {
            requested = null;
            director.onRequestedCheckpoint(true, now);
        } else if (action instanceof LedgerAction.NotifyAborted aborted
                && aborted.id().equals(awaited)) {
            requested = null;
            director.onRequestedCheckpoint(false, now);
        }
    }
}
