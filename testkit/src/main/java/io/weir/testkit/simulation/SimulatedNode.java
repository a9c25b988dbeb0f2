package io.weir.testkit.simulation;

/**
 * One incarnation of a process. It does something only while it lives; while it is paused (a long collection, a stopped machine)
 * all that should happen on it waits, in order.
 */
abstract class SimulatedNode {
    final SimulatedCluster cluster;
    final String name;
    final NodeClock clock;
    private boolean alive = true;
    private long pausedUntil;

    SimulatedNode(SimulatedCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        this.clock = new NodeClock(cluster.time);
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

    final void say(String what) {
        cluster.trace.say(name, what);
    }

    @Override
    public final String toString() {
        return name;
    }
}
