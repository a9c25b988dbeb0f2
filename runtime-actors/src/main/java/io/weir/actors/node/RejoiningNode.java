package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.weir.actors.config.WeirConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that comes back: when it ended although nobody told it to (the others removed it, it was outvoted, no seed let it join), another one is
 * started in this process under the same address. To the cluster that is a new member, with a new identity; nothing of the old one is left. For
 * where nothing else starts a process again.
 *
 * <p>One daemon thread. All methods may be called from any thread.
 */
public final class RejoiningNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RejoiningNode.class);

    private final Config config;
    private final NodeSettings node;
    private final RejoinSettings settings;
    /** Outlives each node: who once knew its cluster must not lead with another journal after it has come back. */
    private final ClusterIdentity identity = new ClusterIdentity();

    private final CompletableFuture<NodeEnd> ended = new CompletableFuture<>();

    // guarded by this
    private WeirNode current;
    private boolean closed;

    private final boolean halts;

    private RejoiningNode(Config config, boolean halts) {
        this.config = config;
        this.node = NodeSettings.from(config);
        this.settings = RejoinSettings.from(config);
        this.halts = halts;
        this.current = WeirNode.start(config, identity, halts);
    }

    /**
     * Starts the node for the first time; returns before it has joined.
     *
     * @param config from {@link WeirConfig#load(Config)}
     * @throws ConfigException and
     * @throws IllegalStateException as {@link WeirNode#start}
     */
    public static RejoiningNode start(Config config) {
        return start(config, NodeSettings.from(config).exitJvm());
    }

    /**
     * As {@link #start}, in a process that is there for this node alone: when a thread that the node cannot do without is dead, the process is
     * halted with exit code {@value DeadThreadEnd#EXIT_CODE}.
     */
    public static RejoiningNode startAlone(Config config) {
        return start(config, true);
    }

    private static RejoiningNode start(Config config, boolean halts) {
        RejoiningNode started = new RejoiningNode(config, halts);
        Thread thread = new Thread(started::run, "weir-rejoin");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /** The node that runs now, or the last one that did. */
    public synchronized WeirNode current() {
        return current;
    }

    /** Completes when the node has ended for good. */
    public CompletionStage<NodeEnd> whenEnded() {
        return ended;
    }

    /** Leaves the cluster in an orderly way and does not come back; returns when the node has ended. */
    @Override
    public void close() {
        WeirNode last;
        synchronized (this) {
            closed = true;
            notifyAll();
            last = current;
        }
        last.close();
    }

    private void run() {
        int inARow = 0;
        int times = 0;
        try {
            while (true) {
                long began = System.nanoTime();
                NodeEnd end = current().whenEnded().toCompletableFuture().join();
                if (!end.kind().mayRejoin() || !settings.enabled() || node.exitJvm()) {
                    ended.complete(end);
                    return;
                }
                boolean wasUseful = System.nanoTime() - began > TimeUnit.MINUTES.toNanos(2);
                inARow = wasUseful ? 0 : inARow;
                times++;
                Duration pause = settings.pause(inARow++);
                LOG.warn("{}", NodeErrors.comesBack(node, pause.toMillis(), times));
                while (!startAfter(pause)) {
                    if (isClosed()) {
                        ended.complete(end);
                        return;
                    }
                    pause = settings.pause(inARow++);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts it
        } catch (RuntimeException | Error e) {
            ended.complete(NodeErrors.broken(node, e.toString()));
            throw e;
        }
    }

    /** False if it could not be started, or was closed. */
    private synchronized boolean startAfter(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis(); left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        if (closed) {
            return false;
        }
        try {
            current = WeirNode.start(config, identity, halts);
            return true;
        } catch (ConfigException | IllegalStateException | IllegalArgumentException e) {
            LOG.warn("{}", NodeErrors.cannotComeBackYet(node, String.valueOf(e.getMessage()), pause.toMillis()), e);
            return false;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
