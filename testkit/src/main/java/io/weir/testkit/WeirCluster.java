package io.weir.testkit;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster of real nodes with a real network on the loopback address, for integration tests: inside the test's JVM, where it starts in
 * a few seconds and {@link TestSource} and {@link TestSink} work, or in processes of their own, where a kill is SIGKILL.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WeirCluster cluster = WeirCluster.inThisJvm(3);     // static: for the class; not static: for each test
 *
 * @Test
 * void survives() throws Exception {
 *     JobClient job = cluster.submit(env);
 *     cluster.awaitCheckpoints(job, 1);
 *     cluster.kill(cluster.leader());
 *     ...
 * }
 * }</pre>
 *
 * <p>Nodes are patient with each other by default ({@value #HEARTBEAT_PAUSE_SECONDS} s without a heartbeat), so that a busy machine is no
 * fault; a killed process is noticed at once all the same, because its connections close. Tests of {@link #partition} and {@link #pause}
 * lower that with {@link #withHeartbeatPause}. Waits give up after {@value #PATIENCE_SECONDS} s. Confined to one thread.
 */
public final class WeirCluster
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, AutoCloseable {
    static final int HEARTBEAT_PAUSE_SECONDS = 10;
    static final int PATIENCE_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long POLL_NANOS = 20_000_000;

    private final boolean processes;
    private final ClusterSettings settings;
    private @Nullable ClusterNodes nodes;
    private @Nullable WeirClient client;
    private boolean forClass;

    private WeirCluster(boolean processes, ClusterSettings settings) {
        this.processes = processes;
        this.settings = settings;
    }

    /** All nodes inside the test's JVM. */
    public static WeirCluster inThisJvm(int nodes) {
        return new WeirCluster(false, ClusterSettings.of(nodes));
    }

    /** Each node a JVM of its own, with the class path of the test. */
    public static WeirCluster inProcesses(int nodes) {
        return new WeirCluster(true, ClusterSettings.of(nodes));
    }

    /** Subtasks of one operator that a node takes; 2 unless set. */
    public WeirCluster withSlots(int slotsPerNode) {
        return new WeirCluster(processes, settings.with("weir.worker.slots", slotsPerNode));
    }

    /** How long a node may be silent before the others give it up. */
    public WeirCluster withHeartbeatPause(Duration pause) {
        return new WeirCluster(processes, settings.with(ClusterSettings.HEARTBEAT_PAUSE, pause.toMillis() + " ms"));
    }

    /** Any setting of {@code docs/configuration.md}, the same on all nodes. */
    public WeirCluster withSetting(String key, Object value) {
        return new WeirCluster(processes, settings.with(key, value));
    }

    // ------------------------------------------------------------------------------------------------ life

    /** Starts the nodes and waits until all of them work; JUnit calls it. */
    public void start() {
        if (nodes != null) {
            throw TestkitErrors.clusterRuns();
        }
        ClusterNodes started = ClusterNodes.start(settings, processes);
        nodes = started;
        try {
            client = eventually(
                    "a node that listens",
                    () -> WeirClient.connect(started.addresses(), List.of(), ANSWER),
                    connected -> true);
            awaitNodes(settings.nodes());
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Ends all nodes and deletes their files; does nothing the second time. */
    @Override
    public void close() {
        WeirClient talking = client;
        ClusterNodes running = nodes;
        client = null;
        nodes = null;
        if (talking != null) {
            talking.close();
        }
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forClass = true;
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        forClass = false;
        close();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forClass) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forClass) {
            close();
        }
    }

    private ClusterNodes nodes() {
        ClusterNodes running = nodes;
        if (running == null) {
            throw TestkitErrors.clusterIsNotRunning();
        }
        return running;
    }

    // ------------------------------------------------------------------------------------------------ jobs

    /**
     * Starts the job that was built with this environment and returns as soon as it is accepted.
     *
     * @throws io.weir.api.InvalidJobException if it cannot run, with everything that is wrong with it
     * @throws IllegalStateException [API-167] if the environment runs its jobs elsewhere
     */
    public JobClient submit(StreamExecutionEnvironment env) throws Exception {
        Submissions submissions = new Submissions(client());
        JobClient job = ExecutionContexts.withExecutor(submissions, env::executeAsync);
        if (!submissions.any) { // an environment from createLocalEnvironment() has a mind of its own
            throw TestkitErrors.noJob("On this cluster the environment");
        }
        return job;
    }

    /** Notices whether a job came. */
    private static final class Submissions implements JobExecutor {
        private final WeirClient to;
        private boolean any;

        Submissions(WeirClient to) {
            this.to = to;
        }

        @Override
        public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
            any = true;
            return to.submit(graph, userCode);
        }

        @Override
        public int defaultParallelism() {
            return to.defaultParallelism();
        }
    }

    /** Runs a program whose jobs go to this cluster: {@code cluster.run(() -> { MyJob.main(args); return null; })}. */
    public <T> T run(Callable<T> program) throws Exception {
        return ExecutionContexts.withExecutor(client(), program);
    }

    /** Asks the cluster anything else. */
    public WeirClient client() {
        WeirClient connected = client;
        if (connected == null) {
            throw TestkitErrors.clusterIsNotRunning();
        }
        return connected;
    }

    /** Waits until the job has completed so many checkpoints more than now. */
    public void awaitCheckpoints(JobClient job, int more) {
        long before = eventually("the job", () -> client().describe(job.getJobId()), seen -> true)
                .completedCheckpoints();
        ClientReply.Job unused = eventually(
                more + " checkpoints more than " + before,
                () -> client().describe(job.getJobId()),
                seen -> seen.completedCheckpoints() >= before + more);
    }

    // ------------------------------------------------------------------------------------------------ nodes

    /** Which node leads, from 0. */
    public int leader() {
        ClusterNodes running = nodes();
        ClientReply.Cluster seen =
                eventually("a leader", client()::cluster, cluster -> running.indexOf(cluster.leader()) >= 0);
        return running.indexOf(seen.leader());
    }

    /** Waits until so many nodes are registered as workers. */
    public void awaitNodes(int count) {
        ClientReply.Cluster unused = eventually(
                count + " workers",
                client()::cluster,
                cluster -> cluster.workers().size() == count);
    }

    /**
     * Ends a node without a word to the others: SIGKILL of a process; inside the JVM its actor system stops at once, and its connections
     * close. It stays away until {@link #restart}.
     *
     * @param node from 0
     */
    public void kill(int node) {
        nodes().kill(node);
    }

    /** Starts a killed node again, with the same address and files. Returns before it has joined: see {@link #awaitNodes}. */
    public void restart(int node) {
        nodes().restart(node);
    }

    /**
     * Waits until a node has ended: killed, or by itself, as one does that is cut off from the others and sees only a minority. To be called
     * before {@link #heal}: lines that are mended while the others still judge who is cut off may cost them a good node.
     */
    public void awaitEnd(int node) {
        boolean unused = eventually("the end of node " + node, () -> nodes().isRunning(node), running -> !running);
    }

    /**
     * SIGSTOP: the node stands still until {@link #resume}, its connections stay open.
     *
     * @throws UnsupportedOperationException [API-171] inside the JVM
     */
    public void pause(int node) {
        nodes().pause(node);
    }

    /** SIGCONT. */
    public void resume(int node) {
        nodes().resume(node);
    }

    /**
     * Cuts the line between a node and all others: what they send to each other is lost in both directions until {@link #heal}. The
     * others remove the node after the heartbeat pause and a few seconds, and the node removes itself.
     *
     * @throws UnsupportedOperationException [API-171] for nodes in processes of their own
     */
    public void partition(int node) {
        nodes().partition(node);
    }

    /** Mends all lines. A node that was removed meanwhile does not come back by itself: {@link #awaitEnd}, then {@link #restart} it. */
    public void heal() {
        nodes().heal();
    }

    /** Asks until the answer is as it should be; a cluster without a leader at the moment does not count as an answer. */
    private static <T> T eventually(String what, Supplier<T> question, Predicate<T> answer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Object last = "no answer";
        while (System.nanoTime() < deadline) {
            try {
                T now = question.get();
                last = now;
                if (answer.test(now)) {
                    return now;
                }
            } catch (ClientException e) {
                last = e;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw TestkitErrors.clusterDidNot(what, PATIENCE, last);
    }
}
