package io.weir.checkpoint;

import io.weir.checkpoint.LedgerAction.CleanUp;
import io.weir.checkpoint.LedgerAction.Discard;
import io.weir.checkpoint.LedgerAction.FailJob;
import io.weir.checkpoint.LedgerAction.NotifyAborted;
import io.weir.checkpoint.LedgerAction.NotifyCompleted;
import io.weir.checkpoint.LedgerAction.StopJob;
import io.weir.checkpoint.LedgerAction.TriggerSources;
import io.weir.checkpoint.LedgerAction.WakeAt;
import io.weir.checkpoint.LedgerAction.WriteManifest;
import io.weir.checkpoint.LedgerEvent.CheckpointAborted;
import io.weir.checkpoint.LedgerEvent.CheckpointCompleted;
import io.weir.checkpoint.LedgerEvent.CheckpointDiscarded;
import io.weir.checkpoint.LedgerEvent.CheckpointTriggered;
import io.weir.state.snapshot.FileRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides everything about the checkpoints of one job: when one begins, when it is whole, what its failure means, which are
 * kept, what may be deleted.
 *
 * <p>Each input returns a {@link LedgerDecision}. The caller journals its events in order, hands each to {@link #apply}, then
 * acts; calling an input before all events are applied is refused. {@link #apply} alone changes what is durable, so that
 * replaying the journal gives the same ledger. After a replay: {@link #onRecovered}, the manifests of {@link #unread()}, {@link #startAttempt}.
 *
 * <p>Pure: time (ms since 1970) and randomness come in as arguments. Confined to its owner's thread.
 */
public final class CheckpointLedger {
    private final CheckpointPolicy policy;
    private final Deque<LedgerEvent> owed = new ArrayDeque<>(); // decided, not yet applied

    // Durable: changed by apply only.
    private final TreeMap<CheckpointId, PendingCheckpoint> pending = new TreeMap<>();
    private final TreeMap<CheckpointId, CheckpointCompleted> retained = new TreeMap<>();
    private final TreeSet<CheckpointId> uncertain =
            new TreeSet<>(); // aborted, but their manifest may have been written
    private final CheckpointHistory history;
    private FailureCount failures = FailureCount.NONE;
    private long lastId;
    private long lastEpoch;
    private long lastCompletionMs = Long.MIN_VALUE;

    // Known to this leader only.
    private final FileRegistry files = new FileRegistry();
    private @Nullable Attempt attempt;
    private long knownEpoch; // of the newest attempt; it may not have triggered anything yet
    private boolean leftovers;

    /** What runs now. */
    private static final class Attempt {
        final long epoch;
        final Set<SubtaskId> subtasks;
        long nextPeriodicMs;
        boolean failing; // it was told to fail: nothing begins any more

        Attempt(long epoch, Set<SubtaskId> subtasks, long nextPeriodicMs) {
            this.epoch = epoch;
            this.subtasks = subtasks;
            this.nextPeriodicMs = nextPeriodicMs;
        }
    }

    /** Of a job that never took a checkpoint, or whose whole journal is about to be applied. */
    public CheckpointLedger(CheckpointPolicy policy) {
        this(policy, LedgerState.initial());
    }

    /** As {@link #state()} left it; later events are about to be applied. */
    public CheckpointLedger(CheckpointPolicy policy, LedgerState state) {
        this.policy = policy;
        this.lastId = state.lastId();
        this.lastEpoch = state.lastEpoch();
        this.knownEpoch = state.lastEpoch();
        this.lastCompletionMs = state.lastCompletionMs();
        this.failures = new FailureCount(state.failures(), state.failuresEpoch());
        this.history = state.history();
        for (CheckpointCompleted completed : state.retained()) {
            retained.put(completed.id(), completed);
            files.holdUnread(completed.id());
        }
        for (CheckpointTriggered triggered : state.pending()) {
            pending.put(triggered.id(), new PendingCheckpoint(triggered, oldestRetained(), Set.of()));
        }
        uncertain.addAll(state.uncertain());
    }

    /** All that is durable, to replace the events so far in the journal. */
    public LedgerState state() {
        List<CheckpointTriggered> triggered = new ArrayList<>();
        for (PendingCheckpoint checkpoint : pending.values()) {
            triggered.add(checkpoint.trigger());
        }
        return new LedgerState(
                lastId,
                lastEpoch,
                lastCompletionMs,
                failures.failures(),
                failures.epoch(),
                triggered,
                List.copyOf(retained.values()),
                List.copyOf(uncertain),
                history);
    }

    /** The checkpoint to recover from; null if there is none. */
    public @Nullable CheckpointCompleted latest() {
        return retained.isEmpty() ? null : retained.lastEntry().getValue();
    }

    /** Completed and not discarded, the oldest first. */
    public List<CheckpointCompleted> retained() {
        return List.copyOf(retained.values());
    }

    public Set<CheckpointId> pending() {
        return new TreeSet<>(pending.keySet());
    }

    public CheckpointHistory history() {
        return history;
    }

    public FileRegistry files() {
        return files;
    }

    // ---- recovery and attempts

    /** Ids up to this one are taken, though the journal does not know them: it may be an older copy than the storage. */
    public void idsUsed(long upTo) {
        lastId = Math.max(lastId, upTo);
    }

    /** The journal is replayed: what was under way is given up, and the newest completed checkpoint is announced once more. */
    public LedgerDecision onRecovered(long nowMs) {
        lastCompletionMs = Math.min(lastCompletionMs, nowMs); // the clock of an earlier leader may have been ahead
        Draft draft = new Draft(nowMs);
        for (CheckpointId id : pending.keySet()) {
            draft.abort(id, AbortReason.LEADER_CHANGED, "");
        }
        if (!retained.isEmpty()) {
            draft.then.add(new NotifyCompleted(retained.lastKey()));
        }
        return draft.decide();
    }

    /** Retained checkpoints whose manifests must be read before anything can be deleted; the newest is needed to restore anyway. */
    public List<CheckpointCompleted> unread() {
        List<CheckpointCompleted> unread = new ArrayList<>();
        for (CheckpointCompleted completed : retained.values()) {
            if (files.isUnread(completed.id())) {
                unread.add(completed);
            }
        }
        return unread;
    }

    /** A manifest of {@link #unread()} was read. */
    public void onManifestRead(CheckpointManifest manifest) {
        if (retained.containsKey(manifest.id())) {
            files.hold(manifest.id(), manifest.files());
        }
    }

    /**
     * A manifest of {@link #unread()} cannot be read. If it is the newest, the job stops unless told to fall back; otherwise that
     * checkpoint is retained no longer.
     */
    public LedgerDecision onManifestUnreadable(CheckpointId id, String why, boolean mayFallBack, long nowMs) {
        Draft draft = new Draft(nowMs);
        if (!retained.containsKey(id)) {
            return draft.decide();
        }
        CheckpointId older = retained.lowerKey(id);
        if (id.equals(retained.lastKey()) && (!mayFallBack || older == null)) {
            draft.then.add(new StopJob(CheckpointErrors.newestUnreadable(id, why, older)));
        } else {
            draft.forget(id);
        }
        return draft.decide();
    }

    /**
     * An attempt runs: a new one, or that of an earlier leader, adopted. Whatever is still under way belongs to an attempt before
     * it and is given up.
     *
     * @param epoch not below that of any attempt before
     * @param subtasks all that must acknowledge; not empty
     * @param initialDelayMs until the first periodic trigger; random between the pause and the interval, so that jobs spread out
     */
    public LedgerDecision startAttempt(long epoch, Set<SubtaskId> subtasks, long nowMs, long initialDelayMs) {
        if (epoch < knownEpoch || subtasks.isEmpty()) {
            throw new IllegalArgumentException("attempt " + epoch + " with " + subtasks.size()
                    + " subtasks cannot follow attempt " + knownEpoch + "; epochs rise, and an attempt has subtasks");
        }
        Draft draft = new Draft(nowMs);
        Attempt started = new Attempt(epoch, Set.copyOf(subtasks), nowMs + initialDelayMs);
        for (CheckpointId id : pending.keySet()) {
            draft.abort(id, AbortReason.ATTEMPT_ENDED, "");
        }
        attempt = started;
        knownEpoch = epoch;
        leftovers = true;
        if (failures.fails(
                epoch, policy.tolerableFailures())) { // decided by an earlier leader, who could not say so any more
            started.failing = true;
            draft.then.add(
                    new FailJob(CheckpointErrors.tooManyFailures(failures.failures(), policy.tolerableFailures())));
        }
        return draft.decide();
    }

    /** The attempt is over, however it ended: nothing under way can complete. */
    public LedgerDecision endAttempt(String why, long nowMs) {
        Draft draft = new Draft(nowMs);
        for (CheckpointId id : pending.keySet()) {
            draft.abort(id, AbortReason.ATTEMPT_ENDED, why);
        }
        attempt = null;
        return draft.decide();
    }

    /** The job has ended and wants no checkpoint kept: everything goes. Call {@link #endAttempt} first. */
    public LedgerDecision discardAll(long nowMs) {
        Draft draft = new Draft(nowMs);
        for (CheckpointId id : pending.keySet()) {
            draft.abort(id, AbortReason.ATTEMPT_ENDED, "");
        }
        draft.forgetAll(retained.keySet());
        draft.forgetAll(uncertain);
        return draft.decide();
    }

    /** Something that was to be deleted may still be there: the next clean-up looks for it. */
    public void onNotDeleted() {
        leftovers = true;
    }

    // ---- the life of a checkpoint

    /** Time has passed: gives up what took too long, or begins what is due. */
    public LedgerDecision onTick(long nowMs) {
        Draft draft = new Draft(nowMs);
        Attempt running = attempt;
        if (running == null) {
            return draft.decide();
        }
        for (PendingCheckpoint checkpoint : pending.values()) {
            if (nowMs - checkpoint.trigger().atMs() < policy.timeoutMs()) {
                continue;
            }
            CheckpointId id = checkpoint.trigger().id();
            if (checkpoint.isWhole()) {
                draft.abort(
                        id, AbortReason.MANIFEST_UNCERTAIN, CheckpointErrors.expiredWhileWriting(policy.timeoutMs()));
            } else {
                draft.abort(
                        id, AbortReason.EXPIRED, CheckpointErrors.expired(policy.timeoutMs(), checkpoint.waitingFor()));
            }
        }
        if (draft.persist.isEmpty() && mayBegin(running) && nowMs >= dueMs(running)) {
            draft.trigger(running);
        }
        return draft.decide();
    }

    /** Begins a checkpoint now, whatever interval, pause and others under way say: for the last one of a job. Nothing without an attempt. */
    public LedgerDecision triggerNow(long nowMs) {
        Draft draft = new Draft(nowMs);
        Attempt running = attempt;
        if (running != null && !running.failing) {
            draft.trigger(running);
        }
        return draft.decide();
    }

    /** A subtask has saved its state. */
    public AckOutcome onAcknowledge(long epoch, CheckpointId id, SubtaskSnapshot snapshot, long nowMs) {
        Draft draft = new Draft(nowMs);
        AckVerdict verdict = judge(epoch, id, snapshot.subtask());
        PendingCheckpoint checkpoint = pending.get(id);
        if (verdict == AckVerdict.ACCEPTED && checkpoint != null) {
            String objection = files.objection(id, snapshot.files());
            if (objection != null) {
                draft.abort(id, AbortReason.UNKNOWN_FILE, "subtask " + snapshot.subtask() + ": " + objection);
                draft.discardUnheld(id, snapshot.files());
                return new AckOutcome(AckVerdict.UNKNOWN_FILE, draft.decide());
            }
            files.hold(id, snapshot.files());
            checkpoint.acknowledge(snapshot);
            if (checkpoint.isWhole()) {
                CheckpointTriggered trigger = checkpoint.trigger();
                draft.then.add(new WriteManifest(trigger.order(), trigger.epoch(), checkpoint.acks()));
                verdict = AckVerdict.COMPLETES;
            }
        } else if (verdict != AckVerdict.NOT_OURS) {
            draft.discardUnheld(id, snapshot.files());
        }
        return new AckOutcome(verdict, draft.decide());
    }

    private AckVerdict judge(long epoch, CheckpointId id, SubtaskId subtask) {
        if (epoch > knownEpoch || id.value() > lastId) {
            return AckVerdict.NOT_OURS;
        }
        if (epoch < knownEpoch) {
            return AckVerdict.STALE_EPOCH;
        }
        PendingCheckpoint checkpoint = pending.get(id);
        if (checkpoint == null || checkpoint.trigger().epoch() != epoch) {
            return AckVerdict.LATE;
        }
        if (checkpoint.hasAcknowledged(subtask)) {
            return AckVerdict.DUPLICATE;
        }
        return checkpoint.expects(subtask) ? AckVerdict.ACCEPTED : AckVerdict.UNKNOWN_SUBTASK;
    }

    /** A subtask will not save its state; what it wrote it has deleted. {@code reason} says whether that counts. */
    public LedgerDecision onDecline(
            long epoch, CheckpointId id, SubtaskId subtask, AbortReason reason, String detail, long nowMs) {
        Draft draft = new Draft(nowMs);
        if (judge(epoch, id, subtask) == AckVerdict.ACCEPTED) {
            draft.abort(id, reason, "subtask " + subtask + (detail.isEmpty() ? "" : ": " + detail));
        }
        return draft.decide();
    }

    /** What the coordinator saves itself (split enumerators) could not be saved. */
    public LedgerDecision onCoordinatorFailed(long epoch, CheckpointId id, String detail, long nowMs) {
        Draft draft = new Draft(nowMs);
        if (isPending(epoch, id)) {
            draft.abort(id, AbortReason.COORDINATOR_FAILED, detail);
        }
        return draft.decide();
    }

    /**
     * The manifest asked for by {@link WriteManifest} is durable: with this event journaled, the checkpoint is complete. One whose checkpoint was given up
     * meanwhile goes with the next clean-up.
     */
    public LedgerDecision onManifestWritten(long epoch, CheckpointId id, ManifestRef manifest, long nowMs) {
        Draft draft = new Draft(nowMs);
        PendingCheckpoint checkpoint = pending.get(id);
        if (checkpoint != null && checkpoint.trigger().epoch() == epoch && checkpoint.isWhole()) {
            draft.complete(checkpoint, manifest);
        } else if (checkpoint == null) {
            leftovers = true;
        }
        return draft.decide();
    }

    /**
     * The manifest was not written.
     *
     * @param ambiguous it may be there all the same: then no file of it goes before a later checkpoint is complete
     */
    public LedgerDecision onManifestFailed(long epoch, CheckpointId id, String detail, boolean ambiguous, long nowMs) {
        Draft draft = new Draft(nowMs);
        if (isPending(epoch, id)) {
            draft.abort(id, ambiguous ? AbortReason.MANIFEST_UNCERTAIN : AbortReason.MANIFEST_FAILED, detail);
        }
        return draft.decide();
    }

    private boolean isPending(long epoch, CheckpointId id) {
        PendingCheckpoint checkpoint = pending.get(id);
        return checkpoint != null && checkpoint.trigger().epoch() == epoch;
    }

    // ---- what is durable

    /** An event was journaled, or is read back from the journal. Events are applied in the order they were decided. */
    public void apply(LedgerEvent event) {
        LedgerEvent expected = owed.poll();
        if (expected != null && !expected.equals(event)) {
            throw new IllegalStateException(
                    event + " was applied where " + expected + " was decided; journal and apply in order");
        }
        history.apply(event);
        if (event instanceof CheckpointTriggered triggered) {
            applyTriggered(triggered);
        } else if (event instanceof CheckpointCompleted completed) {
            applyCompleted(completed);
        } else if (event instanceof CheckpointAborted aborted) {
            applyAborted(aborted);
        } else {
            CheckpointId id = event.id();
            retained.remove(id);
            uncertain.remove(id);
            files.release(id);
        }
    }

    private void applyTriggered(CheckpointTriggered triggered) {
        lastId = Math.max(lastId, triggered.id().value());
        lastEpoch = Math.max(lastEpoch, triggered.epoch());
        knownEpoch = Math.max(knownEpoch, lastEpoch);
        Attempt running = attempt;
        boolean ours = running != null && running.epoch == triggered.epoch();
        pending.put(
                triggered.id(),
                new PendingCheckpoint(
                        triggered, oldestRetained(), ours && running != null ? running.subtasks : Set.of()));
        if (running != null && triggered.atMs() >= running.nextPeriodicMs) {
            long onTime = running.nextPeriodicMs + policy.intervalMs();
            running.nextPeriodicMs = onTime > triggered.atMs() ? onTime : triggered.atMs() + policy.intervalMs();
        }
    }

    private void applyCompleted(CheckpointCompleted completed) {
        PendingCheckpoint checkpoint = pending.remove(completed.id());
        if (checkpoint == null || !checkpoint.isWhole()) {
            files.holdUnread(completed.id()); // a replay: what it holds stands in its manifest
        }
        retained.put(completed.id(), completed);
        failures = FailureCount.NONE;
        lastCompletionMs = completed.atMs();
    }

    private void applyAborted(CheckpointAborted aborted) {
        PendingCheckpoint checkpoint = pending.remove(aborted.id());
        if (aborted.reason() == AbortReason.MANIFEST_UNCERTAIN) {
            uncertain.add(aborted.id());
        } else {
            files.release(aborted.id());
        }
        if (aborted.countsAsFailure()) {
            long epoch = checkpoint == null ? lastEpoch : checkpoint.trigger().epoch();
            failures = failures.plus(epoch, policy.tolerableFailures());
        }
    }

    private long oldestRetained() {
        return retained.isEmpty() ? Long.MAX_VALUE : retained.firstKey().value();
    }

    // ---- when to begin

    private boolean mayBegin(Attempt running) {
        return policy.periodic() && !running.failing && pending.size() < policy.concurrent();
    }

    private long dueMs(Attempt running) {
        long afterPause = lastCompletionMs == Long.MIN_VALUE ? Long.MIN_VALUE : lastCompletionMs + policy.minPauseMs();
        return Math.max(running.nextPeriodicMs, afterPause);
    }

    private void wake(List<LedgerAction> then) {
        Attempt running = attempt;
        if (running == null) {
            return;
        }
        long next = mayBegin(running) ? dueMs(running) : Long.MAX_VALUE;
        for (PendingCheckpoint checkpoint : pending.values()) {
            next = Math.min(next, checkpoint.trigger().atMs() + policy.timeoutMs());
        }
        if (next != Long.MAX_VALUE) {
            then.add(new WakeAt(next));
        }
    }

    /** One decision in the making: knows what will be gone once its events are applied. */
    private final class Draft {
        final List<LedgerEvent> persist = new ArrayList<>();
        final List<LedgerAction> then = new ArrayList<>();
        private final long nowMs;
        private final TreeMap<CheckpointId, @Nullable ManifestRef> leaving =
                new TreeMap<>(); // with what becomes of their files
        private final Set<CheckpointId> ended = new TreeSet<>(); // no longer pending
        private FailureCount counted = failures;
        private @Nullable CheckpointCompleted completing;

        Draft(long nowMs) {
            if (!owed.isEmpty()) {
                throw new IllegalStateException(
                        "the ledger waits for " + owed + " to be journaled and applied; call it after that");
            }
            this.nowMs = nowMs;
        }

        void trigger(Attempt running) {
            CheckpointOrder order = CheckpointOrder.checkpoint(lastId + 1, nowMs);
            persist.add(new CheckpointTriggered(order.id(), order.kind(), running.epoch, order.triggeredAtMs()));
            then.add(new TriggerSources(order, running.epoch));
        }

        void complete(PendingCheckpoint checkpoint, ManifestRef manifest) {
            CheckpointId id = checkpoint.trigger().id();
            CheckpointCompleted completed = new CheckpointCompleted(id, manifest, checkpoint.stateBytes(), nowMs);
            completing = completed;
            ended.add(id);
            persist.add(completed);
            then.add(new NotifyCompleted(id));
            for (CheckpointId earlier : pending.headMap(id).keySet()) {
                abort(earlier, AbortReason.SUBSUMED, "by " + id);
            }
            forgetAll(uncertain.headSet(id));
        }

        void abort(CheckpointId id, AbortReason reason, String detail) {
            ended.add(id);
            persist.add(new CheckpointAborted(id, reason, detail, nowMs));
            if (reason != AbortReason.ATTEMPT_ENDED) {
                then.add(new NotifyAborted(id, reason, detail));
            }
            if (reason != AbortReason.MANIFEST_UNCERTAIN) {
                leaving.put(id, null);
            }
            leftovers = true;
            if (reason.countsAsFailure()) {
                count(id, reason, detail);
            }
        }

        private void count(CheckpointId id, AbortReason reason, String detail) {
            PendingCheckpoint checkpoint = pending.get(id);
            Attempt running = attempt;
            if (checkpoint == null || running == null) {
                return;
            }
            counted = counted.plus(checkpoint.trigger().epoch(), policy.tolerableFailures());
            if (!running.failing && counted.fails(running.epoch, policy.tolerableFailures())) {
                running.failing = true;
                then.add(new FailJob(CheckpointErrors.tooManyFailures(
                        id, reason, detail, counted.failures(), policy.tolerableFailures())));
            }
        }

        void forgetAll(Collection<CheckpointId> ids) {
            for (CheckpointId id : ids) {
                forget(id);
            }
        }

        void forget(CheckpointId id) {
            CheckpointCompleted completed = retained.get(id);
            persist.add(new CheckpointDiscarded(id));
            leaving.put(id, completed == null ? null : completed.manifest());
        }

        void discardUnheld(CheckpointId id, Collection<FileRef> written) {
            List<FileRef> free = files.unheld(written);
            leftovers |= !files.whole();
            if (!free.isEmpty()) {
                then.add(new Discard(id, null, free));
            }
        }

        LedgerDecision decide() {
            if (!ended.isEmpty()) {
                forgetSurplus();
            }
            discardLeaving();
            cleanUp();
            if (persist.isEmpty()) {
                wake(then);
            } else {
                then.add(new WakeAt(nowMs)); // what comes next depends on what is about to be applied
            }
            owed.addAll(persist);
            return persist.isEmpty() && then.isEmpty() ? LedgerDecision.nothing() : new LedgerDecision(persist, then);
        }

        /** All but the newest go, unless a checkpoint under way may build on them. */
        private void forgetSurplus() {
            int newer = completing == null ? 0 : 1;
            for (CheckpointId id : retained.descendingKeySet()) {
                if (newer++ >= policy.kept() && !leaving.containsKey(id) && !isPinned(id)) {
                    forget(id);
                }
            }
        }

        private boolean isPinned(CheckpointId id) {
            for (Map.Entry<CheckpointId, PendingCheckpoint> other : pending.entrySet()) {
                if (!ended.contains(other.getKey()) && other.getValue().pins(id)) {
                    return true;
                }
            }
            return false;
        }

        private void discardLeaving() {
            SortedMap<CheckpointId, List<FileRef>> free = files.onlyHeldBy(leaving.keySet());
            leftovers |= !leaving.isEmpty() && !files.wholeWithout(leaving.keySet());
            for (Map.Entry<CheckpointId, @Nullable ManifestRef> gone : leaving.entrySet()) {
                List<FileRef> freeFiles = free.getOrDefault(gone.getKey(), List.of());
                ManifestRef manifest = gone.getValue();
                if (manifest != null || !freeFiles.isEmpty()) {
                    then.add(new Discard(gone.getKey(), manifest, freeFiles));
                }
            }
        }

        /** Only once a checkpoint is complete: until then nobody knows what may still be needed of the time before. */
        private void cleanUp() {
            CheckpointCompleted completed = completing;
            if (completed == null || !leftovers || !files.wholeWithout(leaving.keySet())) {
                return;
            }
            Set<String> keep = files.pathsWithout(leaving.keySet());
            keep.add(completed.manifest().path());
            for (CheckpointCompleted other : retained.values()) {
                if (!leaving.containsKey(other.id())) {
                    keep.add(other.manifest().path());
                }
            }
            leftovers = false;
            then.add(new CleanUp(completed.id(), keep));
        }
    }
}
