package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** Lets the planned faults happen, each at its time or at the moment of the protocol that it waits for. */
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
                if (fault.moment() == Fault.Moment.AT_ONCE) {
                    inject(fault);
                } else {
                    waiting.add(fault);
                }
            });
        }
    }

    /** A moment of the protocol has come. */
    void onMoment(Fault.Moment moment) {
        if (cluster.time.now() >= hostileUntil) {
            return;
        }
        for (Fault fault : List.copyOf(waiting)) {
            if (fault.moment() == moment) {
                waiting.remove(fault);
                cluster.time.in(
                        cluster.latency(fault.target() == 0 ? 100_000 : 3 * VirtualTime.MILLIS), () -> inject(fault));
            }
        }
    }

    void inject(Fault fault) {
        cluster.trace.say("world", fault.kind().toString());
        cluster.count("faults");
        cluster.count("fault " + fault.kind());
        long until = Math.min(hostileUntil, cluster.time.now() + fault.lastsNanos());
        SimulatedWorker worker = cluster.workerAt(fault.target());
        switch (fault.kind()) {
            case WORKER_CRASH -> crash(fault.target(), fault.lastsNanos());
            case WORKER_PAUSE -> pause(worker, fault.lastsNanos());
            case FALSE_ALARM -> {
                cluster.everyLeaderHearsThatItIsGone(worker);
                cluster.time.in(cluster.latency(300 * VirtualTime.MILLIS), worker::onLeaderLost);
            }
            case COORDINATOR_CRASH -> crashLeader(fault.lastsNanos());
            case COORDINATOR_PAUSE -> pauseLeader(fault.lastsNanos());
            case DATA_LOSS -> cluster.network.loseData(fault.rate(), until);
            case CONTROL_LOSS -> cluster.network.loseControl(fault.rate(), until);
            case SLOW_LINK -> cluster.network.slow(worker, until);
            case STORAGE_FAILURE -> cluster.unreliableDisk.fail(fault.rate(), until);
            case STORAGE_READ_FAILURE -> cluster.unreliableDisk.failReads(fault.rate(), until);
            case STORAGE_POWER_CUT -> cluster.disk.loseUnsynced(cluster.random);
            case JOURNAL_FAILURE -> {
                cluster.jobJournal.fail(fault.rate(), until);
                cluster.terms.fail(fault.rate(), until);
            }
            case FUNCTION_FAILURE -> cluster.letFunctionFail();
        }
    }

    private void crash(int index, long downNanos) {
        SimulatedWorker worker = cluster.workerAt(index);
        if (!worker.isAlive()) {
            return;
        }
        worker.crash();
        // the closed connection tells first, then the membership, once more in case the first came before a last
        // registration
        cluster.time.in(cluster.latency(200 * VirtualTime.MILLIS), () -> cluster.everyLeaderHearsThatItIsGone(worker));
        cluster.time.in(5 * VirtualTime.SECONDS, () -> cluster.everyLeaderHearsThatItIsGone(worker));
        cluster.time.in(downNanos, () -> cluster.startWorker(index));
    }

    private void pause(SimulatedWorker worker, long lastsNanos) {
        worker.pauseUntil(cluster.time.now() + lastsNanos);
        long noticedAfter = cluster.latency(500 * VirtualTime.MILLIS);
        if (noticedAfter < lastsNanos) {
            cluster.time.in(noticedAfter, () -> cluster.everyLeaderHearsThatItIsGone(worker));
            cluster.time.in(lastsNanos + VirtualTime.MILLIS, worker::onLeaderLost);
        }
    }

    private void crashLeader(long downNanos) {
        SimulatedLeader current = cluster.leader();
        if (current == null) {
            return;
        }
        cluster.nobodyLeads();
        current.crash();
        everyWorkerLosesItsLeader(100 * VirtualTime.MILLIS);
        cluster.time.in(downNanos, cluster::electLeader);
    }

    private void pauseLeader(long lastsNanos) {
        SimulatedLeader current = cluster.leader();
        if (current == null || !current.leads()) {
            return;
        }
        cluster.nobodyLeads();
        current.pauseUntil(cluster.time.now() + lastsNanos);
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
