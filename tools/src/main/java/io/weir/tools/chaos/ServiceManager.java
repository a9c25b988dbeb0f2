package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts each process again that has died, a moment later, whoever ended it: a node that the others removed ends by itself, and comes back as a
 * new member. One daemon thread.
 */
final class ServiceManager implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;
    private static final long USUAL_DOWN_MILLIS = 500;

    private final List<NodeProcess> nodes;
    private final Consumer<String> told;
    private final Thread thread = new Thread(this::run, "weir-service-manager");

    // guarded by this
    private final Map<NodeProcess, Long> startAtNanos = new HashMap<>();
    private final Map<NodeProcess, Long> downMillis = new HashMap<>();
    private int ownEnds;
    private boolean closed;

    /** @param told takes a sentence about each process that ended by itself, on the manager's thread */
    ServiceManager(List<NodeProcess> nodes, Consumer<String> told) {
        this.nodes = List.copyOf(nodes);
        this.told = told;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** SIGKILL, and a start so much later. */
    void kill(NodeProcess node, long down) {
        synchronized (this) {
            downMillis.put(node, down);
        }
        node.kill();
    }

    /** How many processes ended without {@link #kill}. */
    synchronized int ownEnds() {
        return ownEnds;
    }

    private void run() {
        try {
            while (!look()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts it
        }
    }

    /** True when it is over. */
    private synchronized boolean look() {
        for (NodeProcess node : nodes) {
            if (closed) {
                return true;
            }
            if (node.isAlive()) {
                continue;
            }
            Long startAt = startAtNanos.get(node);
            if (startAt == null) {
                Long down = downMillis.remove(node);
                if (down == null) {
                    ownEnds++;
                    told.accept(node.name() + " has ended by itself");
                }
                startAtNanos.put(
                        node,
                        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(down == null ? USUAL_DOWN_MILLIS : down));
            } else if (System.nanoTime() - startAt >= 0) {
                startAtNanos.remove(node);
                boolean unused = node.startIfGone();
            }
        }
        return closed;
    }

    /** Starts nothing any more when it returns. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
