package io.weir.testkit.simulation.job;

import io.weir.testkit.simulation.invariant.Invariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the sink of a simulated job writes to, and what may make its functions fail. Functions travel as bytes, so they find their
 * world by its name. Each simulation has its own and closes it at its end.
 */
public final class OutsideWorld {
    private static final Map<String, OutsideWorld> WORLDS = new ConcurrentHashMap<>();

    private final String name;
    private final Invariant commits;
    private final Map<String, Long> preparedFor = new HashMap<>();
    private boolean functionFails;

    private OutsideWorld(String name, Invariant commits) {
        this.name = name;
        this.commits = commits;
    }

    /** Makes a world of that name; a name is used by one simulation at a time. */
    public static OutsideWorld open(String name, Invariant commits) {
        OutsideWorld world = new OutsideWorld(name, commits);
        if (WORLDS.putIfAbsent(name, world) != null) {
            throw new IllegalStateException("two simulations use the world " + name + " at the same time");
        }
        return world;
    }

    static OutsideWorld of(String name) {
        OutsideWorld world = WORLDS.get(name);
        if (world == null) {
            throw new IllegalStateException("the world " + name + " is closed; something runs on after its simulation");
        }
        return world;
    }

    /** The next record that a function of the job sees makes it throw, once. */
    public void letFunctionFail() {
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
    public void close() {
        WORLDS.remove(name);
    }
}
