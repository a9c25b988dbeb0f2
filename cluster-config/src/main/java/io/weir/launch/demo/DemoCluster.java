package io.weir.launch.demo;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.node.NodeSettings;
import io.weir.actors.protocol.ClientReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of the demo. */
final class DemoCluster implements AutoCloseable {
    static final String COORDINATOR = NodeSettings.COORDINATOR;
    static final String WORKER = NodeSettings.WORKER;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 300;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final int workers;

    /** Nodes that are coordinator and worker. */
    DemoCluster(int count, Path directory) throws IOException {
        this(Collections.nCopies(count, List.of(COORDINATOR, WORKER)), directory);
    }

    /** @param roles of each node */
    DemoCluster(List<List<String>> roles, Path directory) throws IOException {
        List<Integer> ports = freePorts(roles.size());
        List<String> seeds = new ArrayList<>();
        for (int index = 0; index < roles.size(); index++) {
            if (roles.get(index).contains(COORDINATOR)) {
                seeds.add("127.0.0.1:" + ports.get(index));
            }
        }
        for (int index = 0; index < roles.size(); index++) {
            nodes.add(new NodeProcess("node-" + (index + 1), ports.get(index), roles.get(index), seeds, directory));
        }
        workers = (int) roles.stream().filter(each -> each.contains(WORKER)).count();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int index = 0; index < count; index++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                open.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
        return ports;
    }

    /** Starts all and waits until all their slots are registered. */
    void start() throws InterruptedException {
        nodes.forEach(NodeProcess::start);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            for (NodeProcess node : nodes) {
                if (!node.isAlive()) {
                    throw new IllegalStateException(
                            "[CLI-509] " + node.name() + " ended while the cluster started; see " + node.log());
                }
            }
            if (registered() == workers) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw notWhole();
    }

    /** Waits until a killed node is back, so that a majority survives the next kill; starts what is gone meanwhile. */
    void awaitWhole() throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            startWhatIsGone();
            if (registered() == workers) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw notWhole();
    }

    /** As a service manager does. */
    void startWhatIsGone() {
        nodes.forEach(NodeProcess::startIfGone);
    }

    private IllegalStateException notWhole() {
        return new IllegalStateException("[CLI-509] The cluster was not whole after " + START_LIMIT.toSeconds()
                + " s; see " + nodes.get(0).log());
    }

    private int registered() {
        try (WeirClient client = client(Duration.ofSeconds(3))) {
            return client.cluster().workers().size();
        } catch (ClientException e) {
            return 0; // not up yet
        }
    }

    /** A client of the nodes that are alive. */
    WeirClient client(Duration patience) {
        List<String> alive = nodes.stream()
                .filter(NodeProcess::isAlive)
                .map(NodeProcess::address)
                .toList();
        return WeirClient.connect(alive, List.of(), patience);
    }

    NodeProcess leader(ClientReply.Cluster cluster) {
        return nodes.stream()
                .filter(node -> cluster.leader().contains(node.address()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the leader " + cluster.leader() + " is none of the demo's nodes"));
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::kill);
    }
}
