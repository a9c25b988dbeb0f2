package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.Statistics.Point;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Samples what nodes and folders take, on a daemon thread of its own, until it is closed; then says what came of it. Each sample is a line of {@code
 * samples.csv}. A process that begins to lead warms up anew.
 */
final class SoakWatch implements AutoCloseable {
    private static final String CLUSTER = "cluster";
    private static final Role NOBODY = new Role(0, false);
    private static final double NANOS = 1e9;
    private static final int KIB = 1024;
    /** It takes a tool and a full collection, seconds on a busy machine: not each time. */
    private static final int LIVE_HEAP_EVERY = 5;

    /** @param process its number; 0: none */
    private record Role(long process, boolean leads) {}

    private final Path directory;
    private final List<NodeProcess> nodes;
    private final Supplier<@Nullable NodeProcess> leader;
    private final Duration every;
    private final double warmUpSeconds;
    private int turn; // of the thread
    private final LiveHeap heap;
    private final long beginNanos = System.nanoTime();
    private final Thread thread = new Thread(this::run, "weir-soak-watch");

    // of the thread until it has ended
    /** By metric and node. */
    private final Map<SoakMetric, Map<String, Map<Role, List<Point>>>> points = new EnumMap<>(SoakMetric.class);

    private final Map<Role, Double> firstSeen = new HashMap<>();
    private volatile double endSeconds;
    private final PrintWriter samples;

    /**
     * Begins at once.
     *
     * @param leader who leads, or null if that is not known
     * @param warmUp of each process, each time it begins to lead, and of the run: not looked at
     */
    SoakWatch(
            Path directory,
            List<NodeProcess> nodes,
            Supplier<@Nullable NodeProcess> leader,
            Duration every,
            Duration warmUp)
            throws IOException {
        this.directory = directory;
        this.nodes = List.copyOf(nodes);
        this.leader = leader;
        this.every = every;
        this.warmUpSeconds = warmUp.toMillis() / 1e3;
        this.heap = new LiveHeap(directory);
        this.samples = new PrintWriter(Files.newBufferedWriter(directory.resolve("samples.csv")), true);
        samples.println("seconds,metric,of,process,leads,value");
        thread.setDaemon(true);
        thread.start();
    }

    /** Of a node whose files are in {@code directory}. */
    static Path temporaryDirectory(Path directory, String node) {
        return directory.resolve("tmp-" + node);
    }

    private void run() {
        try {
            while (true) {
                sample();
                turn++;
                Thread.sleep(every.toMillis());
            }
        } catch (InterruptedException closed) {
            // as close() wants it
        }
    }

    private double now() {
        return (System.nanoTime() - beginNanos) / NANOS;
    }

    private void sample() throws InterruptedException {
        for (NodeProcess node : nodes) {
            if (node.isAlive()) {
                sample(node.name(), new Role(node.pid(), node.equals(leader.get())));
            }
        }
        if (now() >= warmUpSeconds) {
            Size checkpoints = Size.of(ProcessCluster.checkpointDirectory(directory));
            add(SoakMetric.CHECKPOINT_FILES, CLUSTER, NOBODY, (double) checkpoints.files);
            add(SoakMetric.CHECKPOINT_KIB, CLUSTER, NOBODY, (double) checkpoints.bytes / KIB);
            add(SoakMetric.JOURNAL_KIB, CLUSTER, NOBODY, (double) Size.of(directory.resolve("journal")).bytes / KIB);
        }
    }

    private void sample(String node, Role role) throws InterruptedException {
        long pid = role.process;
        double since = firstSeen.computeIfAbsent(role, unseen -> now());
        if (now() - since < warmUpSeconds) {
            return;
        }
        double live = turn % LIVE_HEAP_EVERY == 0 ? heap.kib(pid) : Double.NaN;
        ProcessFigures.of(pid).ifPresent(figures -> {
            add(SoakMetric.RSS_KIB, node, role, (double) figures.rssKib());
            add(SoakMetric.THREADS, node, role, figures.threads());
            add(SoakMetric.HANDLES, node, role, figures.handles());
            if (!Double.isNaN(live)) {
                add(SoakMetric.LIVE_HEAP_KIB, node, role, live);
            }
            long files = Size.of(temporaryDirectory(directory, node)).files
                    + Size.of(ProcessCluster.workDirectory(directory, node)).files;
            add(SoakMetric.TEMPORARY_FILES, node, role, (double) files);
        });
    }

    private void add(SoakMetric metric, String of, Role role, double value) {
        samples.println(String.format(
                Locale.ROOT, "%.1f,%s,%s,%d,%b,%.0f", now(), metric.label(), of, role.process, role.leads, value));
        points.computeIfAbsent(metric, none -> new LinkedHashMap<>())
                .computeIfAbsent(of, none -> new LinkedHashMap<>())
                .computeIfAbsent(role, none -> new ArrayList<>())
                .add(new Point(now(), value));
    }

    /** Samples nothing any more when it returns. */
    @Override
    public void close() {
        endSeconds = now();
        thread.interrupt();
        try {
            thread.join();
            samples.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When it is closed: what of what was seen long enough to tell. */
    List<Trend> trends() {
        List<Trend> trends = new ArrayList<>();
        points.forEach((metric, byNode) -> byNode.forEach((node, byRole) -> {
            List<Trend.Stretch> stretches = new ArrayList<>();
            byRole.forEach((role, seen) -> stretches.add(new Trend.Stretch(role.process, role.leads, seen)));
            Trend.of(metric, node, stretches, endSeconds, warmUpSeconds).ifPresent(trends::add);
        }));
        return trends;
    }

    /** What is in a folder and below; files that vanish meanwhile do not count. */
    private record Size(long files, long bytes) {
        static Size of(Path folder) {
            long files = 0;
            long bytes = 0;
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    if (Files.isRegularFile(path)) {
                        files++;
                        bytes += Files.size(path);
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                return new Size(files, bytes); // the rest is seen next time
            }
            return new Size(files, bytes);
        }
    }
}
