package io.weir.testkit.simulation;

import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.SlotPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays {@code JobManager}: takes its term from the journal, knows the workers, gives slots, and runs the coordinator of the one
 * job. There may be two for a moment; the journal lets only one of them write.
 */
final class SimulatedLeader extends SimulatedNode {
    private static final long SURELY_NOTICED = 5 * VirtualTime.SECONDS;

    private record Gone(long leaderLosses, long atNanos) {}

    private static final long RETRY = 100 * VirtualTime.MILLIS;

    private final SlotPool pool = new SlotPool();
    private final SortedMap<WorkerId, SimulatedWorker> workers = new TreeMap<>();
    private final Map<WorkerId, Long> losses = new HashMap<>();
    private final Map<WorkerId, Gone> gone = new HashMap<>();
    private @Nullable SimulatedCoordinator coordinator;
    private long term;

    SimulatedLeader(SimulatedCluster cluster, String name) {
        super(cluster, name);
    }

    void start() {
        say("starts");
        in(cluster.latency(5 * VirtualTime.MILLIS), this::takeLead);
    }

    private void takeLead() {
        List<Long> terms = cluster.terms.read();
        long next = terms.isEmpty() ? 1 : terms.get(terms.size() - 1) + 1;
        cluster.terms.write(this, terms.size(), List.of(next), () -> lead(next), () -> in(RETRY, this::takeLead));
    }

    private void lead(long won) {
        term = won;
        say("leads in term " + term);
        SimulatedCoordinator it = new SimulatedCoordinator(this, term);
        coordinator = it;
        it.recover();
    }

    boolean leads() {
        return term > 0;
    }

    @Nullable
    SimulatedCoordinator coordinator() {
        return coordinator;
    }

    // --- workers ---

    void onRegister(Messages.Register register) {
        SimulatedCoordinator it = coordinator;
        if (it == null) {
            return; // does not lead yet; the worker asks again
        }
        SimulatedWorker worker = register.worker();
        if (isDead(register)) {
            say("ignores a registration of " + worker + ", which is gone");
            return;
        }
        workers.put(worker.id, worker);
        losses.put(worker.id, register.leaderLosses());
        gone.remove(worker.id);
        pool.register(worker.id, cluster.slotsPerNode);
        tell(worker, SimulatedNetwork.Traffic.EXPENDABLE, new Messages.Welcome(term));
        Messages.Running newest = null;
        for (Messages.Running running : register.running()) {
            newest = newest == null || running.epoch() > newest.epoch() ? running : newest;
        }
        Messages.Running runs = newest;
        tellCoordinator(it, () -> it.onRegistered(worker, runs));
        grant();
    }

    /** As in production: whether a registration came late, and its sender is no more. One who lives repeats it. */
    private boolean isDead(Messages.Register register) {
        Gone before = gone.get(register.worker().id);
        boolean outlived = before == null
                || register.leaderLosses() > before.leaderLosses
                || cluster.time.now() - before.atNanos >= SURELY_NOTICED;
        return !outlived;
    }

    /** Its connection broke, or it cannot be reached. Also what a false alarm says. */
    void onGone(WorkerId worker) {
        if (workers.remove(worker) == null) {
            return;
        }
        say("gives up " + worker);
        gone.put(worker, new Gone(losses.getOrDefault(worker, 0L), cluster.time.now()));
        pool.remove(worker);
        SimulatedCoordinator it = coordinator;
        if (it != null) {
            tellCoordinator(it, () -> it.onWorkerLost(worker));
        }
        grant();
    }

    /** A worker is about to go: it gets nothing new, and what it has moves away. */
    void onLeaving(SimulatedWorker worker) {
        pool.leaving(worker.id);
        SimulatedCoordinator it = coordinator;
        if (it != null) {
            tellCoordinator(it, () -> it.onWorkerLeaving(worker.id));
        }
    }

    /** Whether the job holds a slot of that worker. */
    boolean uses(WorkerId worker) {
        return pool.usedSlots(worker) > 0;
    }

    /** A user wants the job to end. */
    void onCancel() {
        SimulatedCoordinator it = coordinator;
        if (it != null) {
            tellCoordinator(it, it::onCancel);
        }
    }

    void tell(SimulatedWorker worker, SimulatedNetwork.Traffic traffic, Object message) {
        cluster.network.send(
                this,
                worker,
                "control",
                traffic,
                ProtocolSteps.nameOf(message),
                SimulatedCoordinator.describe(message),
                () -> worker.receive(message));
    }

    // --- what the coordinator asks ---

    void onSlotsWanted(int slots, List<WorkerId> previous) {
        toSelf(() -> {
            pool.request(SimulatedCluster.JOB_ID, slots, previous);
            grant();
        });
    }

    void onSlotsHeld(List<WorkerId> slots) {
        toSelf(() -> pool.hold(SimulatedCluster.JOB_ID, slots));
    }

    void onSlotsReleased() {
        toSelf(() -> pool.release(SimulatedCluster.JOB_ID));
    }

    void onWhoIsGone(List<WorkerId> asked) {
        toSelf(() -> {
            SimulatedCoordinator it = coordinator;
            for (WorkerId worker : asked) {
                if (it != null && !cluster.isReachable(worker)) {
                    tellCoordinator(it, () -> it.onWorkerLost(worker));
                }
            }
        });
    }

    private void grant() {
        SimulatedCoordinator it = coordinator;
        if (it == null) {
            return;
        }
        for (SlotPool.Grant grant : pool.grants()) {
            tellCoordinator(it, () -> it.onSlotsGranted(grant.slots()));
        }
        if (pool.isWaiting(SimulatedCluster.JOB_ID)) {
            int free = pool.freeSlots();
            int all = pool.allSlots();
            tellCoordinator(it, () -> it.onSlotsMissing(free, all));
        }
    }

    private void tellCoordinator(SimulatedCoordinator it, Runnable what) {
        cluster.network.send(
                this, this, "to the coordinator", SimulatedNetwork.Traffic.CONTROL, "", "", () -> it.submit(what));
    }

    private void toSelf(Runnable what) {
        cluster.network.send(this, this, "to the manager", SimulatedNetwork.Traffic.CONTROL, "", "", what);
    }
}
