package io.weir.testkit.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * One incarnation of a process. Its actors, timers and threads do something only while it lives; while it is paused (a long collection, a
 * stopped machine) all that should happen on it waits, in order. When it is killed they just never run again: nothing is stopped, closed or
 * told to anybody, and what it had in memory is gone.
 */
abstract class SimulatedNode {
    private static final long WORK_NANOS = 10 * VirtualTime.MILLIS;

    final SimulatedCluster cluster;
    final String name;
    final NodeClock clock;
    final NodeUserThreads userThreads = new NodeUserThreads(this);
    private boolean alive = true;
    private long pausedFrom;
    private long pausedUntil;
    private int worksUnderWay;
    private final PriorityQueue<Long> timers = new PriorityQueue<>();

    SimulatedNode(SimulatedCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        this.clock = new NodeClock(this);
    }

    final boolean isAlive() {
        return alive;
    }

    /** The process is gone, with all that it had not written anywhere. */
    final void crash() {
        end("crashes");
    }

    /** The process is gone. */
    final void end(String how) {
        alive = false;
        say(how);
    }

    final void pauseUntil(long nanos) {
        if (!isPaused()) {
            pausedFrom = cluster.time.now();
        }
        pausedUntil = Math.max(pausedUntil, nanos);
    }

    final boolean isPaused() {
        return pausedUntil > cluster.time.now();
    }

    /** Does something on this node after a delay, unless it is gone by then. */
    final void in(long nanos, Runnable what) {
        cluster.time.in(nanos, () -> run(what));
    }

    /** Does something on this node now, or when it goes on; nothing if it is gone. */
    final void run(Runnable what) {
        if (!alive) {
            return;
        }
        if (isPaused()) {
            cluster.time.at(pausedUntil, () -> run(what));
        } else {
            cluster.inside(this, what);
        }
    }

    /** Threads for what blocks: as many as are wanted, so that later work may overtake. */
    final Executor blocking() {
        return work -> {
            boolean upload = cluster.actors.inSubtask();
            worksUnderWay++;
            in(cluster.latency(WORK_NANOS) + cluster.unreliableDisk.delay(), () -> {
                if (upload) {
                    cluster.step("subtask: upload begins", this);
                }
                work.run();
                worksUnderWay--;
                if (upload) {
                    cluster.step("subtask: upload done", this);
                }
            });
        };
    }

    /** What {@link #blocking} runs or will run. */
    final int worksUnderWay() {
        return worksUnderWay;
    }

    final void timerSet(long nanos) {
        timers.add(cluster.time.now() + nanos);
    }

    /** Whether an actor of this node waits for just about this moment; not exact to two milliseconds. */
    final boolean hasTimerNow() {
        long now = cluster.time.now();
        boolean justBack = now <= pausedUntil + 2 * VirtualTime.MILLIS; // what was due meanwhile is due now
        long earliest = (justBack ? Math.min(pausedFrom, now) : now) - 2 * VirtualTime.MILLIS;
        while (!timers.isEmpty() && timers.peek() < earliest) {
            timers.poll();
        }
        return !timers.isEmpty() && timers.peek() < now + 2 * VirtualTime.MILLIS;
    }

    final void say(String what) {
        cluster.trace.say(name, what);
    }

    @Override
    public final String toString() {
        return name;
    }
}
