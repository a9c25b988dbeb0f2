package io.weir.tools.demo;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.NodeProcess;
import io.weir.testkit.process.Polling;
import io.weir.tools.processes.NodePlace;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A cluster of real processes for tests. Configuration, logs, checkpoints and output stay below {@code target/multi-jvm}. */
final class MultiJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final ProcessCluster cluster;
    private final WeirClient client;

    MultiJvm(String name, List<List<String>> roles) throws Exception {
        this(name, roles, "");
    }

    /** With more settings (HOCON), the same for all nodes. */
    MultiJvm(String name, List<List<String>> roles, String settings) throws Exception {
        directory = empty(name);
        LogsOfFailures.areIn(directory);
        cluster = new ProcessCluster(
                NodePlace.onLoopback(roles.size()), roles, directory, settings, ProcessCluster.START_LIMIT);
        try {
            cluster.start();
            cluster.nodes()
                    .forEach(node -> say(node.name() + " is up (pid " + node.pid() + ", " + node.address() + ")"));
            client = cluster.client(PATIENCE);
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** A folder below {@code target/multi-jvm} in which there is nothing. */
    static Path empty(String name) throws IOException {
        Path directory = Path.of("target", "multi-jvm", name).toAbsolutePath();
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
        return Files.createDirectories(directory);
    }

    static void say(String what) {
        System.out.println("[multi-jvm] " + what);
    }

    WeirClient client() {
        return client;
    }

    Path directory() {
        return directory;
    }

    List<NodeProcess> nodes() {
        return cluster.nodes();
    }

    NodeProcess leader() {
        return cluster.leader(client.cluster());
    }

    /** A node that runs subtasks of the job and does not lead. */
    NodeProcess workerOf(ClientReply.Job job) {
        NodeProcess leader = leader();
        return nodes().stream()
                .filter(node -> node != leader)
                .filter(node ->
                        job.workers().stream().anyMatch(worker -> worker.value().startsWith(node.address() + "#")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("all subtasks run on the leader's node: " + job.workers()));
    }

    void kill(NodeProcess node, String what) {
        say("SIGKILL to " + node.name() + " (pid " + node.pid() + "), " + what);
        node.kill();
    }

    void stop(NodeProcess node, String what) {
        say("SIGTERM to " + node.name() + " (pid " + node.pid() + "), " + what);
        node.stop();
        say(node.name() + " has ended");
    }

    /** Until each process is a full member, those too that offer no slots; all are in their first life. */
    void awaitMembers() throws InterruptedException {
        for (NodeProcess node : nodes()) {
            Polling.await(node.name() + " is a member", () -> logOf(node), log -> log.contains("is a full member"));
        }
    }

    private static String logOf(NodeProcess node) {
        try {
            return Files.readString(node.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts again what was killed or stopped; returns when all slots are there. */
    void whole() throws InterruptedException {
        cluster.awaitWhole();
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
    }
}
