package io.weir.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.testkit.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The nodes of a {@link WeirCluster}, and the folder with all their files. */
final class ClusterNodes implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final List<String> addresses;
    private final List<ClusterNode> nodes = new ArrayList<>();

    private ClusterNodes(Path folder, List<String> addresses) {
        this.folder = folder;
        this.addresses = addresses;
    }

    static ClusterNodes start(ClusterSettings settings, boolean processes) {
        try {
            Path folder = Files.createTempDirectory("weir-cluster");
            List<Integer> ports = FreePorts.take(settings.nodes());
            List<String> addresses =
                    ports.stream().map(port -> HOST + ":" + port).toList();
            ClusterNodes cluster = new ClusterNodes(folder, addresses);
            for (int index = 0; index < settings.nodes(); index++) {
                Config config = config(settings, ports.get(index), addresses, folder);
                cluster.nodes.add(
                        processes
                                ? new NodeInProcess(index, addresses.get(index), config, folder)
                                : new NodeInJvm(config));
            }
            cluster.nodes.forEach(ClusterNode::start);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config config(ClusterSettings settings, int port, List<String> seeds, Path folder) {
        Config mine = ConfigFactory.parseMap(Map.of(
                "weir.node.host",
                HOST,
                "weir.node.port",
                port,
                "weir.node.seeds",
                seeds,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal/weir").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints")));
        return WeirConfig.load(settings.config().withFallback(mine));
    }

    List<String> addresses() {
        return addresses;
    }

    /** The node whose address is in a text such as the name of a leader; -1 if none is. */
    int indexOf(String text) {
        for (int index = 0; index < addresses.size(); index++) {
            if (text.contains(addresses.get(index))) {
                return index;
            }
        }
        return -1;
    }

    void kill(int node) {
        node(node).kill();
    }

    void restart(int node) {
        node(node).start();
    }

    boolean isRunning(int node) {
        return node(node).isRunning();
    }

    void pause(int node) {
        node(node).pause();
    }

    void resume(int node) {
        node(node).resume();
    }

    void partition(int node) {
        for (int other = 0; other < nodes.size(); other++) {
            if (other != node) {
                node(node).cut(List.of(addresses.get(other)), true);
                node(other).cut(List.of(addresses.get(node)), true);
            }
        }
    }

    void heal() {
        for (ClusterNode node : nodes) {
            node.cut(addresses, false);
        }
    }

    private ClusterNode node(int index) {
        if (index < 0 || index >= nodes.size()) {
            throw TestkitErrors.noSuchNode(index, nodes.size());
        }
        return nodes.get(index);
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::kill);
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftover) {
            // a temporary folder: what a dying node still writes there harms nobody
            folder.toFile().deleteOnExit();
        }
    }
}
