package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.FaultInjector.Done;
import io.weir.tools.processes.NodePlace;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inside of {@link Namespaces}: a network for each node, and file systems of a few megabytes, which nobody else sees. */
final class NamespaceFaults implements FaultEnvironment {
    private static final String DISK_SIZE = "size=96m";
    private static final int FREE_KIB = 64;

    private final Clocks clocks = new Clocks();
    private Path directory = Path.of("");
    private int nodes;
    private @Nullable PrivateNetwork network;

    @Override
    public Map<FaultKind, String> impossible() {
        return Map.of();
    }

    @Override
    public List<NodePlace> prepare(int count, Path runDirectory) throws IOException {
        directory = runDirectory;
        nodes = count;
        mount(ProcessCluster.checkpointDirectory(directory));
        for (int node = 1; node <= nodes; node++) {
            mount(ProcessCluster.workDirectory(directory, "node-" + node));
        }
        PrivateNetwork made = new PrivateNetwork(nodes);
        network = made;
        return clocks.prepare(made.places(), directory);
    }

    private static void mount(Path where) throws IOException {
        Files.createDirectories(where);
        Tool.run("mount", "-t", "tmpfs", "-o", DISK_SIZE, "weir-chaos", where.toString());
    }

    private PrivateNetwork network() {
        PrivateNetwork made = network;
        if (made == null) {
            throw new IllegalStateException("prepare() comes first");
        }
        return made;
    }

    /** One line, {@code from} and {@code to} counted from 0. */
    record Line(int from, int to) {}

    /** Pure: which lines a draw cuts. */
    static List<Line> lines(int victim, int nodes, int draw) {
        List<Line> lines = new ArrayList<>();
        int kind = draw % 4;
        int only = (victim + 1 + draw / 4 % (nodes - 1)) % nodes;
        for (int other = 0; other < nodes; other++) {
            if (other != victim && (kind != 3 || other == only)) {
                if (kind != 2) {
                    lines.add(new Line(victim, other));
                }
                if (kind != 1) {
                    lines.add(new Line(other, victim));
                }
            }
        }
        return lines;
    }

    private static String description(int draw) {
        return switch (draw % 4) {
            case 1 -> "nothing that %s sends reaches the others";
            case 2 -> "nothing that the others send reaches %s";
            case 3 -> "%s and one other do not reach each other";
            default -> "%s and the others do not reach each other";
        };
    }

    @Override
    public Done cut(NodeProcess victim, int draw, long lastsMillis) throws IOException {
        int index = Integer.parseInt(victim.name().substring("node-".length())) - 1;
        List<Line> lines = lines(index, nodes, draw);
        for (Line line : lines) {
            network().cut(line.from, line.to);
        }
        return new Done(
                description(draw).formatted(victim.name()) + " for " + lastsMillis + " ms",
                () -> {
                    for (Line line : lines) {
                        network().mend(line.from, line.to);
                    }
                },
                false);
    }

    @Override
    public Done fillDisk(NodeProcess victim, int draw, long lastsMillis) throws IOException {
        boolean checkpoints = draw % 2 == 0;
        Path disk = checkpoints
                ? ProcessCluster.checkpointDirectory(directory)
                : ProcessCluster.workDirectory(directory, victim.name());
        Path filler = disk.resolve(".weir-chaos-filler");
        int freeKib = draw / 2 % FREE_KIB;
        FillingFile.fill(filler, freeKib);
        return new Done(
                "no space but " + freeKib + " KiB is left "
                        + (checkpoints ? "for checkpoints" : "under " + victim.name()) + " for " + lastsMillis + " ms",
                () -> Files.delete(filler),
                true);
    }

    @Override
    public Done setClock(NodeProcess victim, int draw) throws IOException {
        return clocks.set(victim, draw);
    }

    @Override
    public void healClocks() throws IOException {
        clocks.heal();
    }

    /** File systems and network end with the namespaces. */
    @Override
    public void close() {
        PrivateNetwork made = network;
        if (made != null) {
            made.close();
        }
    }
}
