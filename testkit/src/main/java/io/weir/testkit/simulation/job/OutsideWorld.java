package io.weir.testkit.simulation.job;

import io.weir.testkit.simulation.invariant.Invariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sink of a simulated job writes to, and what may make its functions fail. Functions travel as bytes, so they find their
 * world by its name. Each simulation has its own and closes it at its end.
 */
final class OutsideWorld {
    private static final Map<String, OutsideWorld> WORLDS = new ConcurrentHashMap<>();

    private static final AtomicLong NAMES = new AtomicLong();

    private final Invariant commits;
    private final Map<String, Long> preparedFor = new HashMap<>();
    private boolean functionFails;

    private OutsideWorld(Invariant commits) {
        this.commits = commits;
    }

    /** A name that no other world of this JVM has; it occurs in no trace. */
    static String freshName() {
        return "simulation-" + NAMES.incrementAndGet();
    }

    /** Makes a world of that name; a name is used by one simulation at a time. */
    static void open(String name, Invariant commits) {
        if (WORLDS.putIfAbsent(name, new OutsideWorld(commits)) != null) {
            throw new IllegalStateException("two simulations use the world " + name + " at the same time");
        }
    }

    static OutsideWorld of(String name) {
        OutsideWorld world = WORLDS.get(name);
        if (world == null) {
            throw new IllegalStateException("the world " + name + " is closed; something runs on after its simulation");
        }
        return world;
    }

    /** Where the functions of the job tell what they see. */
    Invariant rules() {
        return commits;
    }

    /** The next record that a function of the job sees makes it throw, once. */
    void letFunctionFail() {
        functionFails = true;
    }

    void beforeRecord() {
        if (functionFails) {
            functionFails = false;
            throw new IllegalStateException("the simulation lets this function fail");
        }
    }

    void prepared(String transaction, long checkpoint) {
        preparedFor.put(transaction, checkpoint);
    }

    void commit(String transaction, int attempt, List<String> records) {
        commits.onCommit(new Invariant.Commit(
                transaction, attempt, preparedFor.getOrDefault(transaction, Invariant.Commit.NO_CHECKPOINT), records));
    }

    /** Nobody finds this world any more. */
    static void close(String name) {
        WORLDS.remove(name);
    }
}
