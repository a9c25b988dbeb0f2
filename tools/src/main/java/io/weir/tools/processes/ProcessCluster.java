package io.weir.tools.processes;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.node.NodeSettings;
import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.JavaCommand;
import io.weir.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a cluster, each a {@code weir node}, with all their files below one directory: {@code node-1.conf}, {@code node-1.log}, {@code
 * work-node-1}, {@code journal}, {@code checkpoints}. They end with {@link #close}, when this process exits, and when it is killed.
 */
public final class ProcessCluster implements AutoCloseable {
    public static final String COORDINATOR = NodeSettings.COORDINATOR;
    public static final String WORKER = NodeSettings.WORKER;
    /** Of each worker. */
    public static final int SLOTS_PER_NODE = 2;

    /** A busy machine starts a JVM slowly. */
    public static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final int MOST_ENDS_AT_START = 3;

    private static final long POLL_MILLIS = 300;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final int workers;
    private final Duration startLimit;
    private final Thread killAtExit = new Thread(this::killAll, "weir-kill-nodes");

    /** Nodes on the loopback address that are coordinator and worker. */
    public ProcessCluster(int count, Path directory) throws IOException {
        this(NodePlace.onLoopback(count), everything(count), directory, "", START_LIMIT);
    }

    /** On the loopback address. */
    public ProcessCluster(List<List<String>> roles, Path directory) throws IOException {
        this(NodePlace.onLoopback(roles.size()), roles, directory, "", START_LIMIT);
    }

    /**
     * Starts nothing yet.
     *
     * @param roles of each node
     * @param settings more of them (HOCON), the same for all nodes
     * @param startLimit so long may all of them take until they have registered
     */
    public ProcessCluster(
            List<NodePlace> places, List<List<String>> roles, Path directory, String settings, Duration startLimit)
            throws IOException {
        this.startLimit = startLimit;
        List<String> seeds = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            if (roles.get(index).contains(COORDINATOR)) {
                seeds.add(places.get(index).address());
            }
        }
        for (int index = 0; index < places.size(); index++) {
            nodes.add(node("node-" + (index + 1), places.get(index), roles.get(index), seeds, directory, settings));
        }
        workers = (int) roles.stream().filter(each -> each.contains(WORKER)).count();
        Runtime.getRuntime().addShutdownHook(killAtExit);
    }

    /** Roles for nodes that are coordinator and worker. */
    public static List<List<String>> everything(int count) {
        return Collections.nCopies(count, List.of(COORDINATOR, WORKER));
    }

    private static NodeProcess node(
            String name, NodePlace place, List<String> roles, List<String> seeds, Path directory, String settings)
            throws IOException {
        Path conf = directory.resolve(name + ".conf");
        Files.writeString(conf, """
                weir.node { host = "%s", port = %d, roles = [%s], seeds = [%s] }
                weir.worker { slots = %d, directory = "%s" }
                weir.journal.file = "%s"
                weir.checkpoint.dir = "%s"
                %s
                """.formatted(
                        place.host(),
                        place.port(),
                        quoted(roles),
                        quoted(seeds),
                        SLOTS_PER_NODE,
                        workDirectory(directory, name),
                        directory.resolve("journal").resolve("weir"),
                        checkpointDirectory(directory).toUri(),
                        settings));
        List<String> command = JavaCommand.of(
                place.prefix(), place.jvmFlags(), "io.weir.launch.Main", "node", "--conf", conf.toString());
        return new NodeProcess(name, place.address(), command, directory.resolve(name + ".log"));
    }

    private static String quoted(List<String> words) {
        return String.join(", ", words.stream().map(word -> '"' + word + '"').toList());
    }

    /** Of a node in a cluster whose files are in {@code directory}. */
    public static Path workDirectory(Path directory, String node) {
        return directory.resolve("work-" + node);
    }

    /** Of a cluster whose files are in {@code directory}. */
    public static Path checkpointDirectory(Path directory) {
        return directory.resolve("checkpoints");
    }

    /**
     * Starts all and waits until all their slots are registered. On a machine that is too busy for heartbeats a node may be removed by the
     * others, and end; it is started again, as by a service manager, but not for ever.
     */
    public void start() throws InterruptedException {
        start(() -> {});
    }

    /** As {@link #start()}; {@code eachLook} is run now and then until it returns. */
    public void start(Runnable eachLook) throws InterruptedException {
        nodes.forEach(NodeProcess::start);
        int ends = 0;
        long deadline = System.nanoTime() + startLimit.toNanos();
        while (System.nanoTime() < deadline) {
            for (NodeProcess node : nodes) {
                if (!node.isAlive() && ends++ < MOST_ENDS_AT_START) {
                    node.start();
                } else if (!node.isAlive()) {
                    throw new IllegalStateException("[CLI-509] The cluster does not start. The process of "
                            + node.name() + " has ended. See " + node.log());
                }
            }
            eachLook.run();
            if (isWhole()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw notWhole();
    }

    /** Waits until a killed node is back, so that a majority survives the next kill; starts what is gone meanwhile. */
    public void awaitWhole() throws InterruptedException {
        long deadline = System.nanoTime() + startLimit.toNanos();
        while (System.nanoTime() < deadline) {
            startWhatIsGone();
            if (isWhole()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw notWhole();
    }

    /** As a service manager does. */
    public void startWhatIsGone() {
        nodes.forEach(NodeProcess::startIfGone);
    }

    private IllegalStateException notWhole() {
        return new IllegalStateException("[CLI-509] The cluster is not whole. A node did not register its slots within "
                + startLimit.toSeconds() + " s. See "
                + nodes.get(0).log().resolveSibling("node-*.log"));
    }

    /** Whether the slots of all workers are registered with the leader. */
    public boolean isWhole() {
        try (WeirClient client = client(Duration.ofSeconds(3))) {
            return client.cluster().workers().size() == workers;
        } catch (ClientException e) {
            return false; // nobody leads at the moment
        }
    }

    /** A client of the nodes that are alive. */
    public WeirClient client(Duration patience) {
        List<String> alive = nodes.stream()
                .filter(NodeProcess::isAlive)
                .map(NodeProcess::address)
                .toList();
        return WeirClient.connect(alive, List.of(), patience);
    }

    /** The node that leads; an IllegalStateException if it is none of these. */
    public NodeProcess leader(ClientReply.Cluster cluster) {
        return nodes.stream()
                .filter(node -> cluster.leader().contains(node.address()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the leader " + cluster.leader() + " is none of the cluster's nodes"));
    }

    /** The one with that name, such as {@code node-1}. */
    public Optional<NodeProcess> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(killAtExit);
        } catch (IllegalStateException e) {
            // the exit is under way, and with it the hook
        }
    }

    private void killAll() {
        nodes.forEach(NodeProcess::kill);
    }
}
