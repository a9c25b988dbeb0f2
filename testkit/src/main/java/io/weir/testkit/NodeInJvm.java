package io.weir.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.node.WeirNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node inside the test's JVM. Its end is abrupt: it leaves no cluster and moves no subtasks. */
final class NodeInJvm implements ClusterNode {
    private final Config config;
    private @Nullable WeirNode node;

    NodeInJvm(Config config) {
        this.config = ConfigFactory.parseString("""
                        pekko.jvm-shutdown-hooks = off
                        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                        pekko.remote.artery.advanced.test-mode = on
                        # a partition, which Artery's test mode makes, cuts off the records too
                        weir.exchange.transport = artery
                        weir.worker.warm-up = off
                        weir.journal.warm-up = off
                        """).withFallback(config).resolve();
    }

    @Override
    public void start() {
        if (isRunning()) {
            throw TestkitErrors.nodeRuns();
        }
        node = WeirNode.start(config);
    }

    @Override
    public void kill() {
        WeirNode dying = node;
        node = null;
        if (dying != null) {
            dying.close();
        }
    }

    @Override
    public boolean isRunning() {
        WeirNode started = node;
        return started != null
                && !started.system().getWhenTerminated().toCompletableFuture().isDone();
    }

    @Override
    public void pause() {
        throw TestkitErrors.onlyForProcesses("pause");
    }

    @Override
    public void resume() {
        throw TestkitErrors.onlyForProcesses("resume");
    }

    @Override
    public void cut(List<String> addresses, boolean lose) {
        WeirNode running = node;
        if (running != null) {
            for (String address : addresses) {
                ArteryLine.set(running.system(), address, lose);
            }
        }
    }
}
