package io.weir.runtime.job;

import io.weir.api.connector.Source;
import io.weir.api.connector.SourceEvent;
import io.weir.api.graph.OperatorSpec;
import io.weir.api.graph.StreamNode;
import io.weir.api.time.WatermarkStrategy;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.time.WatermarkAlignment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The split enumerators of one attempt: one for each source of the plan that has splits. They are the user's code and run on the
 * coordinator's thread, so they must not block; {@code callAsync} is for what blocks. What they say before a checkpoint's
 * {@link #snapshot} reaches the readers before its barrier, what they say after it reaches them after.
 *
 * <p>Confined to its owner's thread. An exception of an enumerator goes to {@link Port#failed} and fails the attempt.
 */
public final class SourceCoordinator implements AutoCloseable {
    /** What enumerators ask of the world. All but {@link #execute} are called on the owner's thread. */
    public interface Port {
        /** {@code version}: of the split serializer. */
        void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits);

        void noMoreSplits(SubtaskId reader, String operatorId);

        void sendToReader(SubtaskId reader, String operatorId, SourceEvent event);

        /** Runs {@code call} where it may block, then {@code handler} on the owner's thread. */
        <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler);

        /** The same again and again until the attempt ends. */
        <T> void callAsync(
                Callable<T> call,
                BiConsumer<@Nullable T, @Nullable Throwable> handler,
                long initialDelayMillis,
                long periodMillis);

        /** Runs {@code task} on the owner's thread; from any thread. */
        void execute(Runnable task);

        /** An enumerator threw. Called at most once. */
        void failed(String operatorName, Failure failure);
    }

    private final SortedMap<String, EnumeratorHost<?, ?>> hosts = new TreeMap<>();
    private final WatermarkAlignment alignment = new WatermarkAlignment();
    private final Map<String, Integer> vertices = new HashMap<>();
    private final Port port;
    private boolean failed;
    private boolean closed;

    /**
     * Creates the enumerators, or restores those whose state is given; runs none yet.
     *
     * @param states by operator id, as {@link #snapshot} made them
     */
    public SourceCoordinator(ExecutionPlan plan, Map<String, byte[]> states, Port port) {
        this.port = port;
        for (ChainVertex vertex : plan.vertices()) {
            StreamNode head = vertex.head();
            if (head.operator() instanceof OperatorSpec.SourceSpec spec) {
                align(vertex.index(), head.operatorId(), spec);
                guarded(
                        head.name(),
                        () -> hosts.put(
                                head.operatorId(), host(vertex, head, spec.source(), states.get(head.operatorId()))));
            }
        }
    }

    private void align(int vertex, String operatorId, OperatorSpec.SourceSpec spec) {
        WatermarkStrategy<?> strategy = spec.strategy();
        if (strategy != null && strategy.getAlignmentParameters().isEnabled()) {
            vertices.put(operatorId, vertex);
            alignment.add(operatorId, strategy.getAlignmentParameters());
        }
    }

    private EnumeratorHost<?, ?> host(
            ChainVertex vertex, StreamNode head, Source<?, ?, ?> source, byte @Nullable [] state) throws Exception {
        return EnumeratorHost.create(
                source, head.operatorId(), head.name(), vertex.index(), vertex.parallelism(), state, new Guard());
    }

    /** Whether any source of the plan has an enumerator. */
    public static boolean hasEnumerators(ExecutionPlan plan) {
        return plan.vertices().stream().anyMatch(vertex -> vertex.head().operator() instanceof OperatorSpec.SourceSpec);
    }

    /** All readers run: starts every enumerator and tells it of its readers. */
    public void start() {
        for (EnumeratorHost<?, ?> host : List.copyOf(hosts.values())) {
            guarded(host.name(), host::start);
        }
    }

    public void onSplitRequest(String operatorId, int index, String hostname) {
        with(operatorId, host -> host.onSplitRequest(index, hostname));
    }

    public void onReaderEvent(String operatorId, int index, SourceEvent event) {
        if (event instanceof WatermarkAlignment.Report report) {
            Integer vertex = vertices.get(operatorId);
            if (vertex != null && !failed && !closed) {
                port.sendToReader(
                        new SubtaskId(vertex, index), operatorId, alignment.onReport(operatorId, index, report));
            }
            return;
        }
        with(operatorId, host -> host.onReaderEvent(index, event));
    }

    /**
     * Saves every enumerator. To be called before the barriers of the checkpoint are sent out.
     *
     * @return by operator id
     * @throws Exception what an enumerator threw; the checkpoint is then declined, the job goes on
     */
    public Map<String, ManifestAssembly.CoordinatorState> snapshot(CheckpointId id) throws Exception {
        Map<String, ManifestAssembly.CoordinatorState> states = new TreeMap<>();
        for (Map.Entry<String, EnumeratorHost<?, ?>> host : hosts.entrySet()) {
            states.put(host.getKey(), host.getValue().snapshot(id));
        }
        return states;
    }

    public void onCheckpointCompleted(CheckpointId id) {
        for (EnumeratorHost<?, ?> host : List.copyOf(hosts.values())) {
            guarded(host.name(), () -> host.onCheckpointCompleted(id));
        }
    }

    public void onCheckpointAborted(CheckpointId id) {
        for (EnumeratorHost<?, ?> host : List.copyOf(hosts.values())) {
            guarded(host.name(), () -> host.onCheckpointAborted(id));
        }
    }

    /** Ends the enumerators; what they say from now on is dropped. Exceptions of theirs change nothing any more. */
    @Override
    public void close() {
        closed = true;
        for (EnumeratorHost<?, ?> host : List.copyOf(hosts.values())) {
            try {
                host.close();
            } catch (Exception | LinkageError e) {
                failed = true; // the attempt is over, and with it all that this enumerator held
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private interface HostStep {
        void run(EnumeratorHost<?, ?> host) throws Exception;
    }

    private void with(String operatorId, HostStep step) {
        EnumeratorHost<?, ?> host = hosts.get(operatorId);
        if (host != null) {
            guarded(host.name(), () -> step.run(host));
        }
    }

    private void guarded(String name, Step step) {
        if (failed || closed) {
            return;
        }
        try {
            step.run();
        } catch (Exception | LinkageError | StackOverflowError e) {
            failed = true;
            port.failed(name, Failure.of(e));
        }
    }

    /** The port as one enumerator sees it: silent after the end, and what runs later is guarded like the rest. */
    private final class Guard implements EnumeratorHost.Voice {
        @Override
        public boolean silent() {
            return closed || failed;
        }

        @Override
        public Port port() {
            return port;
        }

        @Override
        public void run(String name, Runnable userCode) {
            guarded(name, userCode::run);
        }
    }
}
