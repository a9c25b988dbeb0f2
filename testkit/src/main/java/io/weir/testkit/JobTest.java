package io.weir.testkit;

import io.weir.api.JobStatus;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StreamNode;
import io.weir.runtime.operator.OperatorContext;
import io.weir.state.key.KeyGroups;
import io.weir.testkit.simulation.Fault;
import io.weir.testkit.simulation.SimulatedCluster;
import io.weir.testkit.simulation.SimulationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole job in the test's own thread, under a virtual clock: coordinator, nodes, checkpoints and all are the product's, only network,
 * disks and time are simulated. Nothing happens unless the test lets time pass, and then as fast as the processor can; what happens is
 * the same in every run.
 *
 * <pre>{@code
 * try (JobTest job = JobTest.start(env)) {
 *     job.awaitCheckpoint();
 *     job.kill(1);
 *     job.advanceTime(Duration.ofMinutes(5));
 *     assertThat(job.stateOf("fraud-detector", 7L).value("flag")).isEqualTo(true);
 *     job.runToEnd();
 * }
 * assertThat(sink.committed()).containsExactly(...);
 * }</pre>
 *
 * <p>Records come from {@link TestSource} (or any source without a thread of its own) and go to {@link TestSink} (or anything else that
 * lives in the test's JVM). Keyed state is on the heap, whatever backend the job names. A broken promise of the engine, or a job that
 * fails for good, leaves as {@link io.weir.testkit.simulation.SimulationFailure}. Confined to one thread.
 */
public final class JobTest implements AutoCloseable {
    /** Nodes of a cluster whose size the test does not care about. */
    public static final int NODES = 3;

    private static final long SEED = 1;
    private static final Duration CHECKPOINT_PATIENCE = Duration.ofMinutes(10);
    private static final Duration DOWN = Duration.ofSeconds(1);

    private final JobGraph graph;
    private final int nodes;
    private final CheckpointWatch checkpoints = new CheckpointWatch();
    private final SimulatedCluster cluster;

    private JobTest(JobGraph graph, ClassLoader loader, int nodes, long seed) {
        this.graph = graph;
        this.nodes = nodes;
        this.cluster = SimulatedCluster.start(
                SimulationSettings.of(seed).withNodes(nodes).withoutFaults(),
                new ObservedJob(graph, loader, checkpoints));
    }

    /** Starts the job that was built with this environment, on {@value #NODES} nodes. */
    public static JobTest start(StreamExecutionEnvironment env) {
        return start(env, NODES, SEED);
    }

    /**
     * Starts the job that was built with this environment.
     *
     * @param nodes 1 to 20; the job fits on one less
     * @param seed another one gives other interleavings
     * @throws io.weir.api.InvalidJobException if the job cannot run, with everything that is wrong with it
     * @throws IllegalArgumentException [API-160] if one of its sources loops in a thread of its own
     */
    public static JobTest start(StreamExecutionEnvironment env, int nodes, long seed) {
        return new JobTest(ProgramRun.graphOf(env), loader(), nodes, seed);
    }

    /**
     * Starts the first job of a program: everything up to its {@code execute()} is run, nothing behind it.
     *
     * @param program for example {@code () -> { MyJob.main(new String[] {"--input", file}); return null; }}
     * @throws IllegalStateException [API-167] if it ends without a job
     */
    public static JobTest startProgram(Callable<?> program) throws Exception {
        return new JobTest(ProgramRun.graphOf(program), loader(), NODES, SEED);
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Objects.requireNonNull(JobTest.class.getClassLoader()) : context;
    }

    // ------------------------------------------------------------------------------------------------ time

    /** Lets so much time pass, less if the job ends: processing-time timers fire, checkpoints are taken, records flow. */
    public void advanceTime(Duration by) {
        cluster.runFor(by);
    }

    /**
     * Lets time pass until something is so, asked after each event.
     *
     * @return false if the job ended, or so much time passed, before
     */
    public boolean runUntil(BooleanSupplier reached, Duration atMost) {
        return cluster.runUntil(reached, atMost);
    }

    /**
     * Lets time pass until a checkpoint is complete that began after this call: it holds all that has happened up to now.
     *
     * @throws AssertionError [API-166] if there is none in ten minutes of the job's time
     */
    public void awaitCheckpoint() {
        Duration before = cluster.elapsed();
        long wanted = checkpoints.lastTriggered() + 1;
        if (!cluster.runUntil(() -> checkpoints.lastCompleted() >= wanted, CHECKPOINT_PATIENCE)) {
            throw TestkitErrors.noCheckpoint(
                    cluster.elapsed().minus(before),
                    status(),
                    completedCheckpoints(),
                    graph.settings().checkpoints().enabled());
        }
    }

    /**
     * Lets the job run to its end, and judges it.
     *
     * @throws io.weir.testkit.simulation.SimulationFailure if it failed, or has not ended after two minutes in which nothing went wrong
     */
    public void runToEnd() {
        var unused = cluster.finish();
    }

    // ------------------------------------------------------------------------------------------------ what goes wrong

    /**
     * SIGKILL of a node; another process starts in its place a second later. What happens next needs time to pass.
     *
     * @param node from 0
     */
    public void kill(int node) {
        cluster.inject(Fault.Kind.WORKER_CRASH, checked(node), DOWN, 0);
    }

    /** The node stands still for so long, is given up meanwhile, and comes back without knowing it. */
    public void pause(int node, Duration span) {
        cluster.inject(Fault.Kind.WORKER_PAUSE, checked(node), span, 0);
    }

    /** SIGKILL of whoever coordinates; another takes over a second later. */
    public void killCoordinator() {
        cluster.inject(Fault.Kind.COORDINATOR_CRASH, 0, DOWN, 0);
    }

    /** Asks the job to end, as a user would; needs time to pass. */
    public void cancel() {
        cluster.cancel();
    }

    private int checked(int node) {
        if (node < 0 || node >= nodes) {
            throw TestkitErrors.noSuchNode(node, nodes);
        }
        return node;
    }

    // ------------------------------------------------------------------------------------------------ a look inside

    /**
     * What an operator knows about a key now.
     *
     * @param uid of the operator
     * @param key as the key selector returns it
     * @throws IllegalArgumentException [API-164] if no operator has that uid; [API-153] if its keys are of another class
     * @throws IllegalStateException [API-165] if it does not run at this moment; [API-153] if it has no keys
     */
    public KeyedStateView stateOf(String uid, Object key) throws Exception {
        StreamNode node = node(uid);
        if (node.stateKey() == null) {
            throw TestkitErrors.noKeys("operator '" + node.name() + "'");
        }
        int owner = KeyGroups.subtask(
                KeyGroups.keyGroup(key, node.maxParallelism()), node.parallelism(), node.maxParallelism());
        OperatorContext operator = cluster.operator(node.operatorId(), owner);
        if (operator == null) {
            throw TestkitErrors.notRunning(uid, status());
        }
        KeyedStateView state = KeyedStateView.of(operator, key);
        Class<?> keys = state.isEmpty() ? classOfKeys(node) : null;
        if (keys != null && keys != key.getClass()) {
            throw TestkitErrors.otherKeyClass(operator.description(), key, keys);
        }
        return state;
    }

    private @Nullable Class<?> classOfKeys(StreamNode node) throws Exception {
        for (int index = 0; index < node.parallelism(); index++) {
            OperatorContext operator = cluster.operator(node.operatorId(), index);
            Class<?> keys = operator == null ? null : KeyedStateView.classOfKeys(operator);
            if (keys != null) {
                return keys;
            }
        }
        return null;
    }

    private StreamNode node(String uid) {
        for (StreamNode node : graph.nodes()) {
            if (uid.equals(node.uid())) {
                return node;
            }
        }
        List<String> known = graph.nodes().stream()
                .map(StreamNode::uid)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        throw TestkitErrors.unknownUid(uid, known);
    }

    /** {@link JobStatus#RUNNING} until the job has ended. */
    public JobStatus status() {
        JobStatus ended = cluster.ended();
        return ended == null ? JobStatus.RUNNING : ended;
    }

    /** How often the job went back to its last checkpoint. */
    public int restarts() {
        return cluster.count("restarts", 0);
    }

    public int completedCheckpoints() {
        return cluster.count("checkpoints completed", 0);
    }

    /** How much time has passed for the job. */
    public Duration elapsed() {
        return cluster.elapsed();
    }

    /** Milliseconds since 1970, as operators see it: the processing time. */
    public long processingTime() {
        return cluster.currentTimeMillis();
    }

    /** Ends the job, wherever it is. */
    @Override
    public void close() {
        cluster.close();
    }
}
