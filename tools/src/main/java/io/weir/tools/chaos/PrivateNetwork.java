package io.weir.tools.chaos;

import io.weir.tools.processes.NodePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace for each node, joined by a bridge in ours; ours must be nobody else's. A line is cut by giving the neighbour a hardware
 * address that nobody has: what is sent vanishes, as on a broken cable, and each direction can be cut by itself. All of it is gone with the
 * processes that hold it.
 */
final class PrivateNetwork implements AutoCloseable {
    private static final String BRIDGE = "weir0";
    private static final String NET = "10.77.0.";
    private static final int FIRST = 11;
    private static final int PORT = 7300;
    private static final String NOBODY = "02:77:00:00:00:ff";
    private static final int HOLDER_SECONDS = 10;

    private final List<Process> holders = new ArrayList<>();

    /** Makes it. */
    PrivateNetwork(int nodes) throws IOException {
        try {
            Tool.run("ip", "link", "set", "lo", "up");
            Tool.run("ip", "link", "add", BRIDGE, "type", "bridge");
            Tool.run("ip", "addr", "add", NET + "1/24", "dev", BRIDGE);
            Tool.run("ip", "link", "set", BRIDGE, "up");
            for (int node = 0; node < nodes; node++) {
                add(node);
            }
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    if (from != to) {
                        neighbour(from, to, hardware(to));
                    }
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void add(int node) throws IOException {
        Process holder = new ProcessBuilder("unshare", "--net", "cat").start();
        holders.add(holder);
        awaitNamespace(holder);
        String outside = "weir-n" + node;
        String inside = inside(node);
        Tool.run("ip", "link", "add", outside, "type", "veth", "peer", "name", inside, "address", hardware(node));
        Tool.run("ip", "link", "set", inside, "netns", Long.toString(holder.pid()));
        Tool.run("ip", "link", "set", outside, "master", BRIDGE, "up");
        in(node, "ip", "link", "set", "lo", "up");
        in(node, "ip", "addr", "add", address(node) + "/24", "dev", inside);
        in(node, "ip", "link", "set", inside, "up");
    }

    private static void awaitNamespace(Process holder) throws IOException {
        Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        Path its = Path.of("/proc", Long.toString(holder.pid()), "ns", "net");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HOLDER_SECONDS);
        while (Files.readSymbolicLink(its).equals(ours)) {
            if (System.nanoTime() > deadline || !holder.isAlive()) {
                throw new IOException("'unshare --net' makes no network namespace here");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static String inside(int node) {
        return "eth" + node;
    }

    private static String address(int node) {
        return NET + (FIRST + node);
    }

    private static String hardware(int node) {
        return "02:77:00:00:00:" + (FIRST + node);
    }

    /** Where the nodes run. */
    List<NodePlace> places() {
        List<NodePlace> places = new ArrayList<>();
        for (int node = 0; node < holders.size(); node++) {
            places.add(new NodePlace(address(node), PORT, enter(node), List.of()));
        }
        return places;
    }

    private List<String> enter(int node) {
        return List.of("nsenter", "--net=/proc/" + holders.get(node).pid() + "/ns/net", "--");
    }

    private void in(int node, String... command) throws IOException {
        List<String> all = new ArrayList<>(enter(node));
        all.addAll(List.of(command));
        String unused = Tool.run(all);
    }

    /** Nothing that {@code from} sends reaches {@code to} any more. */
    void cut(int from, int to) throws IOException {
        neighbour(from, to, NOBODY);
    }

    /** Mends that. */
    void mend(int from, int to) throws IOException {
        neighbour(from, to, hardware(to));
    }

    private void neighbour(int from, int to, String hardware) throws IOException {
        in(from, "ip", "neigh", "replace", address(to), "lladdr", hardware, "dev", inside(from), "nud", "permanent");
    }

    @Override
    public void close() {
        holders.forEach(Process::destroyForcibly);
    }
}
