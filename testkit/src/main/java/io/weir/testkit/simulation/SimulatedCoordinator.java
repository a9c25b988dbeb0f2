package io.weir.testkit.simulation;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.LedgerCodec;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.job.JobAction;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.JobDecision;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.job.JobShape;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.SourceEvents;
import io.weir.testkit.simulation.invariant.Invariant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays {@code JobCoordinator} around the product's {@link JobCore}: one command at a time; its events are journaled, then its actions
 * are done, and meanwhile all else waits. When journaling fails the core is thrown away and made again from the journal.
 */
final class SimulatedCoordinator {
    private static final long LOAD_AGAIN = 300 * VirtualTime.MILLIS;
    private static final long BACKOFF = 100 * VirtualTime.MILLIS;

    private final SimulatedLeader leader;
    private final SimulatedCluster cluster;
    private final long term;
    private final Map<WorkerId, SimulatedWorker> workers = new HashMap<>();
    private final Set<WorkerId> missing = new HashSet<>();
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private final Deque<Runnable> beforeCore = new ArrayDeque<>();

    private JobHistory history = JobHistory.EMPTY;
    private int known;
    private boolean busy;
    private boolean deposed;
    private long dueAtMillis = Long.MAX_VALUE;
    private @Nullable JobCore core;
    private @Nullable CoordinatorActions actions;

    SimulatedCoordinator(SimulatedLeader leader, long term) {
        this.leader = leader;
        this.cluster = leader.cluster;
        this.term = term;
    }

    SimulatedLeader node() {
        return leader;
    }

    long term() {
        return term;
    }

    @Nullable
    SimulatedWorker worker(WorkerId id) {
        return workers.get(id);
    }

    @Nullable
    JobCore core() {
        return core;
    }

    // --- beginning ---

    /** Reads the journal; at the start, and after journaling has failed. */
    void recover() {
        forget();
        List<JobEvent> events = cluster.jobJournal.read();
        cluster.step("leader: history read", leader);
        history = JobHistory.EMPTY;
        for (JobEvent event : events) {
            history = history.with(event);
        }
        known = events.size();
        if (history.term() > term
                || (history.term() == term && !history.leader().equals(leader.name))) {
            leader.say("is deposed: term " + history.term() + " leads");
            cluster.count("leaders deposed");
            deposed = true;
            return;
        }
        if (history.term() == term) {
            busy = false;
            load();
            drain();
        } else {
            persist(List.of(new JobEvent.LeadershipTaken(term, leader.name)), this::load);
        }
    }

    private void forget() {
        CoordinatorActions acting = actions;
        if (acting != null) {
            acting.stopSources();
        }
        core = null;
        actions = null;
        dueAtMillis = Long.MAX_VALUE;
    }

    private void load() {
        leader.in(cluster.latency(5 * VirtualTime.MILLIS) + cluster.unreliableDisk.delay(), () -> {
            SortedMap<CheckpointId, CheckpointManifest> manifests = new TreeMap<>();
            CheckpointException failure = null;
            for (LedgerEvent.CheckpointCompleted completed : history.retainedCheckpoints()) {
                try {
                    manifests.put(completed.id(), cluster.storage.readManifest(completed.manifest()));
                    failure = null;
                } catch (CheckpointException e) {
                    failure = e;
                }
            }
            if (failure != null && failure.unavailable()) {
                leader.say("cannot read the newest checkpoint, and tries again");
                leader.in(LOAD_AGAIN, this::load);
                return;
            }
            String newest = failure == null ? null : String.valueOf(failure.getMessage());
            cluster.step("leader: manifests read", leader);
            whenFree(() -> begin(manifests, newest));
        });
    }

    private void begin(SortedMap<CheckpointId, CheckpointManifest> manifests, @Nullable String unreadable) {
        if (core != null || busy) {
            return;
        }
        JobCore made = new JobCore(
                cluster.plan.jobName(),
                JobShape.of(cluster.plan),
                cluster.plan.settings(),
                SourceCoordinator.hasEnumerators(cluster.plan),
                cluster.patience,
                cluster.random::nextDouble);
        core = made;
        actions = new CoordinatorActions(this, made, manifests.isEmpty() ? null : manifests.get(manifests.lastKey()));
        while (!beforeCore.isEmpty()) {
            commands.addFirst(beforeCore.removeLast());
        }
        cluster.step("leader: core made", leader);
        decide(made.start(history, manifests.values(), unreadable, now()));
    }

    // --- one command at a time ---

    /** A command; waits until the core is there and the one before is done. */
    void submit(Runnable command) {
        commands.addLast(command);
        drain();
    }

    /** The same, if these are still the conversations of the core that is there. */
    void submitIfActing(SimulatedConversations conversations, Runnable command) {
        submit(() -> {
            if (acting().conversations() == conversations) {
                command.run();
            }
        });
    }

    /** Something that does not need the core. */
    private void whenFree(Runnable command) {
        if (busy) {
            leader.in(VirtualTime.MILLIS, () -> whenFree(command));
        } else {
            command.run();
            drain();
        }
    }

    private void drain() {
        while (!busy && !deposed && !commands.isEmpty()) {
            Runnable next = commands.removeFirst();
            if (core == null) {
                beforeCore.addLast(next);
            } else {
                next.run();
            }
        }
    }

    private void decide(JobDecision decision) {
        if (decision.events().isEmpty()) {
            act(decision.actions());
        } else {
            persist(decision.events(), () -> {
                if (decision.events().stream().anyMatch(JobEvent.AttemptStarted.class::isInstance)) {
                    missing.clear();
                }
                act(decision.actions());
            });
        }
    }

    private void persist(List<JobEvent> events, Runnable then) {
        busy = true;
        cluster.jobJournal.write(
                leader,
                known,
                events,
                () -> {
                    for (JobEvent event : events) {
                        history = history.with(event);
                    }
                    known += events.size();
                    busy = false;
                    then.run();
                    drain();
                },
                () -> {
                    leader.say("could not journal, and begins again from the journal");
                    forget();
                    leader.in(BACKOFF + cluster.latency(BACKOFF), this::recover);
                });
    }

    private void act(Collection<JobAction> todo) {
        CoordinatorActions acting = actions;
        if (acting != null) {
            acting.run(todo);
        }
    }

    // --- what is heard ---

    /** A message of a worker. */
    void receive(Object message) {
        submit(() -> {
            if (message instanceof Messages.Letter letter) {
                Object heard = acting().conversations().hear(letter);
                if (heard != null) {
                    onWorker(heard);
                }
            } else {
                onWorker(message);
            }
        });
    }

    private void onWorker(Object message) {
        JobCore it = running();
        CoordinatorActions acting = acting();
        if (message instanceof Messages.Deployed deployed) {
            heard(message, deployed.epoch(), () -> it.onDeployed(deployed.epoch(), deployed.worker(), now()));
        } else if (message instanceof CoordinatorCommand.AttemptRunning r) {
            heard(message, r.epoch(), () -> it.onRunning(r.epoch(), r.worker(), now()));
        } else if (message instanceof CoordinatorCommand.SubtaskDrained d) {
            heard(message, d.epoch(), () -> it.onDrained(d.epoch(), new SubtaskId(d.vertex(), d.index()), now()));
        } else if (message instanceof CoordinatorCommand.SubtaskFailed f) {
            heard(message, f.epoch(), () -> it.onFailed(f.epoch(), f.vertex() + "." + f.index(), f.failure(), now()));
        } else if (message instanceof CoordinatorCommand.AttemptStopped s) {
            if (s.epoch() == it.director().epoch()) {
                acting.conversations().end(s.worker());
            }
            heard(message, s.epoch(), () -> it.onStopped(s.epoch(), s.worker(), now()));
        } else if (message instanceof CoordinatorCommand.CheckpointAcknowledged a) {
            heard("ack", a.epoch(), () -> acknowledged(it, a));
        } else if (message instanceof CoordinatorCommand.CheckpointDeclined d) {
            heard(
                    message,
                    d.epoch(),
                    () -> it.onDecline(
                            d.epoch(),
                            new CheckpointId(d.checkpoint()),
                            new SubtaskId(d.vertex(), d.index()),
                            d.reason(),
                            now()));
        } else if (message instanceof CoordinatorCommand.SplitRequested r) {
            SourceCoordinator sources = acting.sources();
            if (sources != null && r.epoch() == it.director().epoch()) {
                sources.onSplitRequest(r.operatorId(), r.index(), r.host());
            }
        } else if (message instanceof CoordinatorCommand.EventToEnumerator e) {
            onReaderEvent(it, acting, e);
        }
    }

    private void onReaderEvent(JobCore it, CoordinatorActions acting, CoordinatorCommand.EventToEnumerator event) {
        SourceCoordinator sources = acting.sources();
        if (sources == null || event.epoch() != it.director().epoch()) {
            return;
        }
        try {
            sources.onReaderEvent(
                    event.operatorId(), event.index(), SourceEvents.decode(event.event(), cluster.userLoader()));
        } catch (RuntimeException e) {
            decide(it.onFailed(event.epoch(), event.vertex() + "." + event.index(), Failure.of(e), now()));
        }
    }

    private JobDecision acknowledged(JobCore it, CoordinatorCommand.CheckpointAcknowledged ack) {
        CheckpointId id = new CheckpointId(ack.checkpoint());
        try {
            return it.onAcknowledge(ack.epoch(), id, SnapshotCodec.decode(ack.snapshot()), now());
        } catch (CheckpointException e) {
            return it.onDecline(
                    ack.epoch(), id, new SubtaskId(ack.vertex(), ack.index()), String.valueOf(e.getMessage()), now());
        }
    }

    /** Lets the core hear something; if it is of an older attempt, and nothing else is due, it must change nothing. */
    private void heard(Object message, long epoch, Supplier<JobDecision> input) {
        JobCore it = running();
        if (epoch >= it.director().epoch() || dueAtMillis <= now()) {
            decide(input.get());
            return;
        }
        cluster.count("messages of old attempts");
        String before = digest(it);
        JobDecision decision = input.get();
        cluster.invariants.onStaleMessage(
                new Invariant.StaleMessage(message.toString(), before, digest(it), decision.events()));
        decide(decision);
    }

    private static String digest(JobCore core) {
        return core.director().phase() + " e" + core.director().epoch() + " "
                + core.director().slots() + " "
                + core.ledger().pending() + " "
                + HexFormat.of().formatHex(LedgerCodec.encode(core.ledger().state()));
    }

    void onRegistered(SimulatedWorker worker, Messages.@Nullable Running runs) {
        JobCore it = running();
        workers.put(worker.id, worker);
        if (runs != null && runs.epoch() == it.director().epoch()) {
            missing.remove(worker.id);
        } else if (it.director().phase().hasAttempt() && missing.add(worker.id)) {
            return; // its report may have crossed our deployment; the next one tells
        }
        decide(it.onWorkerReport(
                worker.id,
                runs == null ? 0 : runs.epoch(),
                runs == null ? List.of() : runs.subtasks(),
                runs != null && runs.started(),
                now()));
    }

    void onWorkerLost(WorkerId worker) {
        decide(running().onWorkerLost(worker, now()));
    }

    void onWorkerLeaving(WorkerId worker) {
        decide(running().onWorkerLeaving(worker, now()));
    }

    void onDeaf(long epoch, Failure failure) {
        decide(running().onFailed(epoch, "", failure, now()));
    }

    void onCancel() {
        decide(running().onCancel(now()));
    }

    void onSlotsGranted(List<WorkerId> slots) {
        decide(running().onSlotsGranted(slots, now()));
    }

    void onSlotsMissing(int free, int all) {
        decide(running().onSlotsMissing(free, all, now()));
    }

    void onManifestWritten(CheckpointManifest manifest, ManifestRef ref) {
        JobDecision decision = running().onManifestWritten(manifest, ref, now());
        acting().completed(manifest);
        decide(decision);
    }

    void onManifestFailed(long epoch, CheckpointId id, CheckpointException failure) {
        decide(running().onManifestFailed(epoch, id, String.valueOf(failure.getMessage()), failure.ambiguous(), now()));
    }

    void onNotDeleted() {
        running().onNotDeleted();
    }

    void onEnumeratorNotSaved(long epoch, CheckpointId id, String detail) {
        decide(running().onCoordinatorFailed(epoch, id, detail, now()));
    }

    void onEnumeratorFailed(long epoch, String operator, Failure failure) {
        decide(running().onFailed(epoch, operator, failure, now()));
    }

    /** The core wants to be called at that time; replaces any earlier wish. */
    void wakeAt(long atMillis) {
        dueAtMillis = atMillis;
        leader.in(
                Math.max(0, atMillis - now()) * VirtualTime.MILLIS,
                () -> submit(() -> {
                    if (dueAtMillis == atMillis) {
                        dueAtMillis = Long.MAX_VALUE;
                        decide(running().onTime(now()));
                    }
                }));
    }

    private JobCore running() {
        JobCore it = core;
        if (it == null) {
            throw new AssertionError("commands wait for the core");
        }
        return it;
    }

    private CoordinatorActions acting() {
        CoordinatorActions it = actions;
        if (it == null) {
            throw new AssertionError("commands wait for the core");
        }
        return it;
    }

    private long now() {
        return leader.clock.steadyMillis();
    }

    /** A message in words that are the same in each run. */
    static String describe(Object message) {
        if (message instanceof Messages.Letter letter) {
            Object content = letter.content();
            return "#" + letter.number() + " heard " + letter.heard()
                    + (content == null ? "" : ": " + describe(content));
        }
        if (message instanceof WorkerCommand.AssignSplits splits) {
            return "AssignSplits[epoch=" + splits.epoch() + ", reader=" + splits.vertex() + "." + splits.index() + ", "
                    + splits.splits().size() + " splits]";
        } else if (message instanceof WorkerCommand.EventToReader event) {
            return "EventToReader[epoch=" + event.epoch() + ", reader=" + event.vertex() + "." + event.index() + ", "
                    + event.event().length + " bytes]";
        }
        return message.toString();
    }
}
