package io.weir.testkit.simulation;

import io.weir.testkit.simulation.SimulatedNetwork.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets the planned faults happen, each at its time or at the step of the protocol that it waits for. */
final class FaultInjector {
    private final SimulatedCluster cluster;
    private final long hostileUntil;
    private final List<Fault> waiting = new ArrayList<>();

    FaultInjector(SimulatedCluster cluster, long hostileUntil) {
        this.cluster = cluster;
        this.hostileUntil = hostileUntil;
    }

    void plan(List<Fault> faults) {
        for (Fault fault : faults) {
            cluster.time.at(fault.atNanos(), () -> {
                if (fault.moment().isEmpty()) {
                    inject(fault, null);
                } else {
                    waiting.add(fault);
                }
            });
        }
    }

    /** A node takes a step of the protocol. If it is hit, it is dead or paused on return. */
    void onStep(String step, SimulatedNode node) {
        if (waiting.isEmpty() || cluster.time.now() >= hostileUntil) {
            return;
        }
        for (Fault fault : List.copyOf(waiting)) {
            if (!fault.moment().equals(step) || !node.isAlive()) {
                continue;
            }
            waiting.remove(fault);
            if (fault.target() == Fault.HERE) {
                inject(fault, node);
            } else {
                cluster.time.in(
                        cluster.latency(fault.target() == 0 ? 100_000 : 3 * VirtualTime.MILLIS),
                        () -> inject(fault, null));
            }
        }
    }

    /** {@code here}: the node that is in the middle of the step, if the fault is for it. */
    void inject(Fault fault, @Nullable SimulatedNode here) {
        cluster.trace.say("world", fault.kind() + (here == null ? "" : " of " + here));
        cluster.count("faults");
        cluster.count("fault " + fault.kind());
        long lasts = fault.lastsNanos();
        long until = Math.min(hostileUntil, cluster.time.now() + lasts);
        SimulatedWorker worker =
                here instanceof SimulatedWorker itself ? itself : cluster.workerAt(Math.max(0, fault.target()));
        boolean atLeader = here instanceof SimulatedLeader;
        switch (fault.kind()) {
            case WORKER_CRASH -> {
                if (atLeader) {
                    crashLeader(here, lasts);
                } else {
                    crash(worker, lasts);
                }
            }
            case WORKER_PAUSE -> {
                if (atLeader) {
                    pauseLeader(here, lasts);
                } else {
                    pause(worker, lasts);
                }
            }
            case GRACEFUL_LEAVE -> leave(worker, lasts);
            case JOIN -> cluster.join();
            case FALSE_ALARM -> {
                everyLeaderHears(leader -> leader.onDisconnected(worker.id));
                cluster.time.in(cluster.latency(300 * VirtualTime.MILLIS), worker::onLeaderLost);
            }
            case COORDINATOR_CRASH -> crashLeader(cluster.leader(), lasts);
            case COORDINATOR_PAUSE -> pauseLeader(cluster.leader(), lasts);
            case COORDINATOR_PARTITION -> cutLeader(lasts, until);
            case PARTITION -> cut(worker, Direction.BOTH, fault, until, 0);
            case ONE_WAY_PARTITION -> cut(worker, lasts % 2 == 0 ? Direction.OUT : Direction.IN, fault, until, 0);
            case FLAPPING -> cut(worker, Direction.BOTH, fault, until, 20 * VirtualTime.MILLIS + lasts / 10);
            case DATA_LOSS -> cluster.network.loseData(fault.rate(), until);
            case CONTROL_LOSS -> cluster.network.loseControl(fault.rate(), until);
            case DUPLICATION -> cluster.network.duplicate(fault.rate(), until);
            case REORDERING -> cluster.network.reorder(fault.rate(), until);
            case HOSTILE_MESSAGES -> cluster.network.hearStrangers(fault.rate(), until);
            case SLOW_LINK -> cluster.network.slow(worker, until);
            case STORAGE_FAILURE -> cluster.unreliableDisk.fail(fault.rate(), until);
            case STORAGE_FULL -> cluster.unreliableDisk.fill(until);
            case STORAGE_READ_FAILURE -> cluster.unreliableDisk.failReads(fault.rate(), until);
            case STORAGE_SLOW -> cluster.unreliableDisk.slow(until);
            case STORAGE_POWER_CUT -> cluster.disk.loseUnsynced(cluster.random);
            case BIT_FLIP -> cluster.unreliableDisk.flipABit();
            case JOURNAL_FAILURE -> {
                cluster.journal.fail(fault.rate(), until);
            }
            case CLOCK_JUMP, CLOCK_SKEW -> turnClock(fault, worker, until);
            case FUNCTION_FAILURE -> cluster.letFunctionFail();
        }
    }

    // --- workers ---

    private void crash(SimulatedWorker worker, long downNanos) {
        if (!worker.isAlive()) {
            return;
        }
        worker.crash();
        hearOfItsEnd(worker);
        cluster.time.in(downNanos, () -> cluster.startWorker(worker.host));
    }

    /** The closed connection tells first, then the membership, once more in case the first came before a last registration. */
    private void hearOfItsEnd(SimulatedWorker worker) {
        cluster.time.in(
                cluster.latency(200 * VirtualTime.MILLIS),
                () -> everyLeaderHears(leader -> leader.onDisconnected(worker.id)));
        cluster.time.in(5 * VirtualTime.SECONDS, () -> everyLeaderHears(leader -> leader.onGone(worker.id)));
    }

    private void everyLeaderHears(Consumer<SimulatedLeader> news) {
        cluster.leaders().forEach(news);
    }

    private void pause(SimulatedWorker worker, long lastsNanos) {
        worker.pauseUntil(cluster.time.now() + lastsNanos);
        cannotBeReached(worker, lastsNanos);
    }

    private void cannotBeReached(SimulatedWorker worker, long lastsNanos) {
        long noticedAfter = cluster.latency(500 * VirtualTime.MILLIS);
        if (noticedAfter < lastsNanos) {
            cluster.time.in(noticedAfter, () -> everyLeaderHears(leader -> leader.onGone(worker.id)));
            cluster.time.in(lastsNanos + VirtualTime.MILLIS, worker::onLeaderLost);
            cluster.time.in(lastsNanos + cluster.latency(300 * VirtualTime.MILLIS), () -> {
                if (worker.isAlive()) {
                    everyLeaderHears(leader -> leader.onBack(worker.id));
                }
            });
        }
    }

    private void leave(SimulatedWorker worker, long downNanos) {
        if (worker.isAlive()) {
            worker.leave(() -> {
                hearOfItsEnd(worker);
                cluster.time.in(downNanos, () -> cluster.startWorker(worker.host));
            });
        }
    }

    private void cut(SimulatedWorker worker, Direction direction, Fault fault, long until, long periodNanos) {
        SimulatedWorker other = cluster.workerAt(worker.host + 1);
        boolean fromOne = fault.rate() < 0.25 && other != worker;
        cluster.network.cut(worker, fromOne ? other : null, direction, until, periodNanos);
        if (!fromOne) {
            cannotBeReached(worker, until - cluster.time.now());
        }
    }

    private void turnClock(Fault fault, SimulatedWorker worker, long until) {
        if (fault.lastsNanos() % 2 == 0) {
            cluster.setLeaderClocks(fault.clockMillis());
        } else {
            worker.clock.set(fault.clockMillis());
            worker.say("its clock is " + fault.clockMillis() + " ms ahead");
        }
        if (fault.kind() == Fault.Kind.CLOCK_JUMP) {
            cluster.time.at(until, () -> {
                worker.clock.set(0);
                cluster.setLeaderClocks(0);
            });
        }
    }

    // --- leaders ---

    private void crashLeader(@Nullable SimulatedNode victim, long downNanos) {
        if (victim == null) {
            return;
        }
        victim.crash();
        if (victim == cluster.leader()) {
            cluster.nobodyLeads();
            everyWorkerLosesItsLeader(100 * VirtualTime.MILLIS);
            cluster.time.in(downNanos, cluster::electLeader);
        }
    }

    private void pauseLeader(@Nullable SimulatedNode victim, long lastsNanos) {
        SimulatedLeader current = cluster.leader();
        if (current == null || current != victim || !current.leads()) {
            return;
        }
        current.pauseUntil(cluster.time.now() + lastsNanos);
        replace(current, lastsNanos);
    }

    private void cutLeader(long lastsNanos, long until) {
        SimulatedLeader current = cluster.leader();
        if (current == null || !current.leads()) {
            return;
        }
        cluster.network.cut(current, null, Direction.BOTH, until, 0);
        replace(current, lastsNanos);
    }

    private void replace(SimulatedLeader current, long lastsNanos) {
        cluster.nobodyLeads();
        everyWorkerLosesItsLeader(500 * VirtualTime.MILLIS);
        cluster.time.in(cluster.latency(lastsNanos), cluster::electLeader);
        cluster.time.in(lastsNanos + cluster.latency(VirtualTime.SECONDS), () -> {
            if (current.isAlive()) {
                current.crash();
            }
        });
    }

    private void everyWorkerLosesItsLeader(long withinNanos) {
        for (SimulatedWorker worker : cluster.workers()) {
            cluster.time.in(cluster.latency(withinNanos), worker::onLeaderLost);
        }
    }
}
