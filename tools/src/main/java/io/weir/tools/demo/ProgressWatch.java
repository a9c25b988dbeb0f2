package io.weir.tools.demo;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.NodeProcess;
import io.weir.tools.processes.ProcessCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a running demo and shows how far it is. One thread asks the cluster, which takes long while nobody leads it; another shows what is
 * known, so that the screen does not stand still meanwhile.
 */
final class ProgressWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long ASK_MILLIS = 500;
    private static final long REDRAW_MILLIS = 200;
    private static final long LINE_MILLIS = 1_000;

    private final ProcessCluster cluster;
    private final WeirClient client;
    private final String job;
    private final OutputWatch output;
    private final DemoScreen screen;
    private final Progress progress; // guarded by this
    private final long beganNanos;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "weir-demo-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Progress.@Nullable Answer answer;

    /** Begins to look. */
    ProgressWatch(
            ProcessCluster cluster, String job, OutputWatch output, long allWords, long beganNanos, DemoScreen screen) {
        this.cluster = cluster;
        this.client = cluster.client(PATIENCE);
        this.job = job;
        this.output = output;
        this.screen = screen;
        this.progress = new Progress(allWords);
        this.beganNanos = beganNanos;
        long showMillis = screen.isTerminal() ? REDRAW_MILLIS : LINE_MILLIS;
        var unused = threads.scheduleWithFixedDelay(this::ask, 0, ASK_MILLIS, TimeUnit.MILLISECONDS);
        var unusedToo = threads.scheduleAtFixedRate(this::show, showMillis, showMillis, TimeUnit.MILLISECONDS);
    }

    synchronized void killed(NodeProcess node) {
        progress.killed(node.name(), millis());
    }

    synchronized void recovered(Kill kill) {
        progress.recovered(kill);
    }

    /** What the cluster last said; null before the first time. */
    Progress.@Nullable Answer answer() {
        return answer;
    }

    private void ask() {
        try {
            ClientReply.Job described = client.describe(job);
            String leads = client.cluster().leader();
            String leader = cluster.nodes().stream()
                    .filter(node -> leads.contains(node.address()))
                    .map(NodeProcess::name)
                    .findFirst()
                    .orElse("");
            answer = Progress.Answer.of(described, client.checkpoints(job).newestFirst(), leader);
        } catch (ClientException e) {
            // nobody leads at the moment; what was known is shown until somebody does
        }
    }

    private synchronized void show() {
        List<Progress.Node> nodes = cluster.nodes().stream()
                .map(node -> new Progress.Node(node.name(), node.isAlive()))
                .toList();
        progress.look(new Progress.Look(millis(), output.committedLines(), nodes, answer));
        screen.show(progress);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    }

    /** Shows nothing more. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        screen.clear();
    }
}
