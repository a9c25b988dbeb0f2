package io.weir.runtime.subtask;

import io.weir.api.graph.JobGraph;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.time.ProcessingClock;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.StateAssignment;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import io.weir.state.heap.HeapKeyedBackend;
import io.weir.state.key.KeyGroups;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All subtasks of a plan in one thread: which message is delivered next, or which subtask takes a turn, is drawn from a seed. Every link
 * keeps its order. Channels for which {@code remote} says so carry encoded batches.
 */
final class OneThread {
    private final ExecutionPlan plan;
    private final Random random;
    private final Map<SubtaskId, Subtask> subtasks = new LinkedHashMap<>();
    private final List<SubtaskId> drained = new ArrayList<>();
    private final Map<String, ArrayDeque<Runnable>> links = new TreeMap<>();
    private final Map<Long, List<SubtaskSnapshot>> acknowledged = new TreeMap<>();
    private final List<String> declined = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    private int stalled = -1; // the vertex whose subtasks get no turns
    final Map<String, byte[]> storage;
    final TestClock clock = new TestClock();

    OneThread(
            JobGraph graph,
            long seed,
            boolean remote,
            ExchangeSettings exchange,
            Map<String, byte[]> storage,
            List<SubtaskSnapshot> restore,
            long restoredCheckpoint)
            throws Exception {
        this.plan = Planner.plan(graph);
        this.random = new Random(seed);
        this.storage = storage;
        for (SubtaskId id : plan.subtasks()) {
            SubtaskEnvironment environment = new SubtaskEnvironment(
                    "job",
                    CodecRegistry.create(getClass().getClassLoader()),
                    getClass().getClassLoader(),
                    clock,
                    HeapKeyedBackend::new,
                    new MemorySource(),
                    checkpoint -> new MemoryTarget("cp" + checkpoint + "-" + id),
                    channel -> remote,
                    random,
                    Path.of("unused"),
                    Thread::new,
                    exchange);
            subtasks.put(
                    id,
                    new Subtask(plan, id, 0, environment, new Port(id), restoreOf(id, restore, restoredCheckpoint)));
        }
        for (Subtask subtask : subtasks.values()) {
            subtask.open();
        }
        for (Subtask subtask : subtasks.values()) {
            subtask.start();
        }
    }

    private Map<String, StateAssignment.RestoreState> restoreOf(
            SubtaskId id, List<SubtaskSnapshot> snapshots, long checkpoint) {
        Map<String, StateAssignment.RestoreState> restore = new HashMap<>();
        if (snapshots.isEmpty()) {
            return restore;
        }
        for (var node : plan.vertex(id.vertex()).operators()) {
            TreeMap<String, List<io.weir.checkpoint.@Nullable StateChunk>> sections = new TreeMap<>();
            List<io.weir.state.snapshot.KeyedStateHandle> keyed = new ArrayList<>();
            List<SubtaskSnapshot> ofVertex = snapshots.stream()
                    .filter(each -> each.subtask().vertex() == id.vertex())
                    .toList();
            var range = KeyGroups.range(id.index(), node.parallelism(), node.maxParallelism());
            for (SubtaskSnapshot each : ofVertex) {
                OperatorSubtaskState state =
                        each.operators().getOrDefault(node.operatorId(), OperatorSubtaskState.EMPTY);
                state.keyed().stream()
                        .filter(handle -> handle.keyGroups().intersects(range))
                        .forEach(keyed::add);
                state.sections().forEach((name, chunk) -> {
                    List<io.weir.checkpoint.@Nullable StateChunk> all = sections.computeIfAbsent(
                            name, n -> new ArrayList<>(java.util.Collections.nCopies(ofVertex.size(), null)));
                    all.set(each.subtask().index(), chunk);
                });
            }
            restore.put(
                    node.operatorId(),
                    new StateAssignment.RestoreState(
                            new CheckpointId(checkpoint),
                            id.index(),
                            ofVertex.size(),
                            node.parallelism(),
                            range,
                            keyed,
                            sections));
        }
        return restore;
    }

    /** Does up to {@code steps} things; true if nothing is left to do. */
    boolean run(int steps) {
        for (int step = 0; step < steps; step++) {
            List<Runnable> choices = new ArrayList<>();
            for (ArrayDeque<Runnable> link : links.values()) {
                if (!link.isEmpty()) {
                    choices.add(() -> link.remove().run());
                }
            }
            boolean[] busy = new boolean[1];
            int waiting = choices.size();
            subtasks.forEach((id, subtask) -> {
                if (id.vertex() != stalled) {
                    choices.add(() -> busy[0] = subtask.step());
                }
            });
            boolean quiet = waiting == 0;
            if (quiet && !stepAll()) {
                return true;
            }
            choices.get(random.nextInt(choices.size())).run();
        }
        return false;
    }

    /** Gives every subtask a turn; false if nothing came of it. */
    private boolean stepAll() {
        boolean more = false;
        for (Map.Entry<SubtaskId, Subtask> each : subtasks.entrySet()) {
            more |= each.getKey().vertex() != stalled && each.getValue().step();
        }
        return more || links.values().stream().anyMatch(link -> !link.isEmpty());
    }

    /** The subtasks of a vertex do nothing any more, as if user code of theirs hung; what is sent to them arrives. */
    void stall(int vertex) {
        stalled = vertex;
    }

    void goOn() {
        stalled = -1;
    }

    void trigger(long checkpoint) {
        for (Map.Entry<SubtaskId, Subtask> each : subtasks.entrySet()) {
            if (plan.vertex(each.getKey().vertex()).isSource()) {
                each.getValue().triggerCheckpoint(CheckpointOrder.checkpoint(checkpoint, 0));
            }
        }
    }

    /** The snapshots of a checkpoint once every subtask has acknowledged it; null before. */
    @Nullable
    List<SubtaskSnapshot> complete(long checkpoint) {
        List<SubtaskSnapshot> all = acknowledged.getOrDefault(checkpoint, List.of());
        return all.size() == subtasks.size() ? all : null;
    }

    void notifyCompleted(long checkpoint) throws Exception {
        for (Subtask subtask : subtasks.values()) {
            subtask.checkpointCompleted(checkpoint);
        }
    }

    void finish() throws Exception {
        for (Subtask subtask : subtasks.values()) {
            subtask.finish();
        }
        for (Subtask subtask : subtasks.values()) {
            while (!subtask.isFinished()) { // a commit that never ends is a test that never does
                run(1);
            }
            subtask.close();
        }
    }

    boolean isDrained() {
        return drained.size() == subtasks.size();
    }

    Subtask subtask(int vertex, int index) {
        return java.util.Objects.requireNonNull(subtasks.get(new SubtaskId(vertex, index)));
    }

    List<String> declined() {
        return declined;
    }

    int maxQueued() {
        return subtasks.values().stream()
                .mapToInt(each -> each.stats().inputQueueElements())
                .max()
                .orElse(0);
    }

    private ArrayDeque<Runnable> link(Object from, Object to) {
        return links.computeIfAbsent(from + ">" + to, name -> new ArrayDeque<>());
    }

    private final class Port implements SubtaskPort {
        private final SubtaskId id;

        Port(SubtaskId id) {
            this.id = id;
        }

        @Override
        public void deliver(int channel, long sequence, StreamElement element) {
            SubtaskId to = plan.receiver(channel);
            link(id, to).add(() -> subtask(to.vertex(), to.index()).receive(channel, sequence, element));
        }

        @Override
        public void grantCredit(int channel, long upTo, long received) {
            SubtaskId to = plan.sender(channel);
            link(id, to).add(() -> subtask(to.vertex(), to.index()).onCredit(channel, upTo, received));
        }

        @Override
        public void wakeAt(long epochMillis) {
            clock.wakeAt.put(id, epochMillis);
        }

        @Override
        public void wakeUp() {}

        @Override
        public void warn(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public <T> void runBlocking(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
            link(id, "disk").add(() -> {
                T value;
                try {
                    value = work.call();
                } catch (Exception e) {
                    failed.accept(e);
                    return;
                }
                done.accept(value);
            });
        }

        @Override
        public void acknowledge(long checkpoint, SubtaskSnapshot snapshot, SnapshotTimes times) {
            try {
                acknowledged
                        .computeIfAbsent(checkpoint, none -> new ArrayList<>())
                        .add(SnapshotCodec.decode(SnapshotCodec.encode(snapshot)));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void decline(long checkpoint, String reason) {
            declined.add(reason);
        }

        @Override
        public void requestSplit(String operatorId) {
            throw new AssertionError("the sources of these tests have their splits");
        }

        @Override
        public void sendToEnumerator(String operatorId, byte[] event) {
            throw new AssertionError();
        }

        @Override
        public void drained(List<byte[]> accumulators) {
            drained.add(id);
        }
    }

    /** A clock that stands still unless told. */
    static final class TestClock implements ProcessingClock {
        long millis = 1_000;
        final Map<SubtaskId, Long> wakeAt = new TreeMap<>();

        @Override
        public long currentTimeMillis() {
            return millis;
        }

        @Override
        public long nanoTime() {
            return millis * 1_000_000;
        }

        @Override
        public CompletableFuture<Void> after(long nanos) {
            return new CompletableFuture<>();
        }
    }

    private final class MemoryTarget implements SnapshotTarget {
        private final String prefix;
        private int files;

        MemoryTarget(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public int inlineThreshold() {
            return 64;
        }

        @Override
        public SnapshotOutput create(String name, Scope scope) {
            String path = prefix + "-" + files++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            return new SnapshotOutput() {
                @Override
                public void write(int b) {
                    bytes.write(b);
                }

                @Override
                public void write(byte[] b, int off, int len) {
                    bytes.write(b, off, len);
                }

                @Override
                public FileRef commit() {
                    storage.put(path, bytes.toByteArray());
                    return new FileRef(path, bytes.size(), 0);
                }

                @Override
                public void close() {}
            };
        }
    }

    private final class MemorySource implements SnapshotSource {
        @Override
        public byte[] read(FileRef file) {
            return java.util.Objects.requireNonNull(storage.get(file.path()));
        }

        @Override
        public void copyTo(FileRef file, Path target) throws IOException {
            throw new IOException("not in these tests");
        }
    }
}
