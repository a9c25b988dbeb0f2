package io.weir.runtime.job;

import io.weir.api.connector.Source;
import io.weir.api.connector.SourceEvent;
import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.SourceSpec;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The split enumerators of one attempt: one for each source of the plan that has splits. They are the user's code, and run on a thread of their
 * own, where they may block; a checkpoint then waits for them. What they say before a checkpoint's {@link #snapshot} reaches the readers
 * before its barrier, what they say after it reaches them after: the port is called in order, and the barriers are sent when {@link
 * #snapshot} has returned.
 *
 * <p>Confined to its owner's thread. Whatever an enumerator throws goes to {@link Port#failed} and fails the attempt.
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

        /** An enumerator threw {@code thrown}; {@code failure} says it. Called at most once. */
        void failed(String operatorName, Failure failure, Throwable thrown);
    }

    /** An enumerator could not be saved; the message is the reason why the checkpoint is given up. */
    public static final class NotSaved extends Exception {
        private static final long serialVersionUID = 1L;

        NotSaved(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private final SortedMap<String, EnumeratorHost<?, ?>> hosts = new TreeMap<>();
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
            if (head.operator() instanceof SourceSpec spec) {
                guarded(
                        head.name(),
                        () -> hosts.put(
                                head.operatorId(), host(vertex, head, spec.source(), states.get(head.operatorId()))));
            }
        }
    }

    private EnumeratorHost<?, ?> host(
            ChainVertex vertex, StreamNode head, Source<?, ?, ?> source, byte @Nullable [] state) throws Exception {
        return EnumeratorHost.create(
                source, head.operatorId(), head.name(), vertex.index(), vertex.parallelism(), state, new Guard());
    }

    /** Whether any source of the plan has an enumerator. */
    public static boolean hasEnumerators(ExecutionPlan plan) {
        return plan.vertices().stream().anyMatch(vertex -> vertex.head().operator() instanceof SourceSpec);
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

    /** {@code event}: decodes it, with classes of the user. */
    public void onReaderEvent(String operatorId, int index, Supplier<SourceEvent> event) {
        with(operatorId, host -> host.onReaderEvent(index, event.get()));
    }

    /**
     * Saves every enumerator. To be called before the barriers of the checkpoint are sent out.
     *
     * @return by operator id
     * @throws NotSaved if an enumerator threw; the checkpoint is then declined, the job goes on
     */
    public Map<String, ManifestAssembly.CoordinatorState> snapshot(CheckpointId id) throws NotSaved {
        Map<String, ManifestAssembly.CoordinatorState> states = new TreeMap<>();
        for (Map.Entry<String, EnumeratorHost<?, ?>> host : hosts.entrySet()) {
            try {
                states.put(host.getKey(), host.getValue().snapshot(id));
            } catch (Throwable e) { // user code
                throw new NotSaved(
                        "[JOB-821] The split enumerator of source '"
                                + host.getValue().name() + "' could not save its state for " + id + ": it threw "
                                + ThrownText.of(e)
                                + ". The checkpoint is given up, the job goes on; mend snapshotState and the serializer of that source.",
                        e);
            }
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
            } catch (Throwable e) {
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
        } catch (Throwable e) { // user code
            failed = true;
            port.failed(name, described(name, e), e);
        }
    }

    private static Failure described(String name, Throwable thrown) {
        Failure plain = Failure.of(thrown);
        boolean ours = thrown instanceof Exception && plain.message().startsWith("[");
        return ours
                ? plain
                : new Failure(
                        plain.kind(),
                        "[JOB-812] The split enumerator of source '" + name + "' threw " + ThrownText.of(thrown)
                                + ". The attempt ends; the job restarts from its last checkpoint if its restart strategy allows. Mend the enumerator.",
                        plain.details());
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
