package io.weir.actors.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;

/**
 * What the kernels of hosts have said about processes there. One for the whole JVM: the failure detector that asks is made by Pekko, which
 * hands it nothing of ours. Safe for any thread.
 */
final class DeadProcesses {
    private static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(1);

    /** When it was proved, by {@link System#nanoTime()}. */
    private static final Map<String, Long> PROVED = new ConcurrentHashMap<>();

    private DeadProcesses() {}

    /** The process of the node with that address is dead; another may have it later. */
    static void add(Address node) {
        long now = System.nanoTime();
        PROVED.values().removeIf(at -> now - at > KEPT_NANOS);
        PROVED.put(node.toString(), now);
    }

    /**
     * Whether the process that had the address at that time is dead.
     *
     * @param address as {@link Address#toString()} has it
     * @param nanos by {@link System#nanoTime()}
     */
    static boolean diedSince(String address, long nanos) {
        Long at = PROVED.get(address);
        return at != null && at - nanos >= 0;
    }
}
