package io.weir.testkit;

import io.weir.api.function.KeySelector;
import io.weir.api.graph.CodecRegistration;
import io.weir.api.graph.StreamNode;
import io.weir.api.serde.CodecRegistry;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.ManifestAssembly.CoordinatorState;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.StateAssignment;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.state.key.KeyGroups;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.Timer;
import io.weir.state.timer.TimerDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All subtasks of the operator of a harness, their clock, their storage, and what they emitted. */
final class HarnessRuntime implements AutoCloseable {
    /** Of operators that are no sources. */
    static final HarnessSubtask.Coordinator NO_COORDINATOR = new HarnessSubtask.Coordinator() {
        @Override
        public void requestSplit(int subtask) {}

        @Override
        public void readerEvent(int subtask, byte[] event) {}
    };

    /** What is done with a subtask. */
    interface Step {
        void on(HarnessSubtask subtask) throws Exception;
    }

    final HarnessOutput output = new HarnessOutput();
    final HarnessClock clock = new HarnessClock();
    private final HarnessSubtask.Coordinator coordinator;
    private final HarnessBackends backends;
    private final ClassLoader loader;
    private HarnessGraphs.Harnessed harnessed;
    private HarnessStorage storage = new HarnessStorage();
    private List<HarnessSubtask> subtasks = List.of();
    private long lastCheckpoint;
    private int attempt;
    private int next;
    private @Nullable Class<?> keyClass;
    private @Nullable Throwable failure;
    private boolean closed;

    HarnessRuntime(HarnessGraphs.Harnessed harnessed, HarnessSubtask.Coordinator coordinator) {
        this.harnessed = harnessed;
        this.coordinator = coordinator;
        this.backends = new HarnessBackends(harnessed.graph().settings().stateBackend());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.loader = context == null ? getClass().getClassLoader() : context;
        open(null);
    }

    // ------------------------------------------------------------------------------------------------ life

    private void open(@Nullable StateAssignment restore) {
        StreamNode node = harnessed.node();
        long epoch = storage.nextEpoch();
        CodecRegistry codecs = CodecRegistry.create(loader);
        for (CodecRegistration codec : harnessed.graph().settings().codecs()) {
            codec.addTo(codecs);
        }
        List<HarnessSubtask> opened = new ArrayList<>();
        subtasks = opened;
        failure = null;
        next = 0;
        try {
            for (int index = 0; index < node.parallelism(); index++) {
                opened.add(new HarnessSubtask(
                        node,
                        index,
                        attempt,
                        environment(index, epoch, codecs),
                        restore,
                        output,
                        coordinator,
                        harnessed.graph().settings(),
                        clock));
            }
            forEach(subtask -> subtask.operator.open());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name() + " could not be opened: " + e, e);
        }
    }

    private SubtaskEnvironment environment(int index, long epoch, CodecRegistry codecs) {
        HarnessStorage to = storage;
        return new SubtaskEnvironment(
                "harness",
                codecs,
                loader,
                clock,
                backends.factory(),
                to.source(),
                checkpoint -> to.target(checkpoint, epoch, index),
                channel -> false,
                new SplittableRandom(index),
                backends.localDirectory(),
                task -> {
                    throw TestkitErrors.runsInThread();
                },
                ExchangeSettings.DEFAULT);
    }

    void restore(HarnessSnapshot snapshot, int parallelism) throws Exception {
        if (closed) {
            throw TestkitErrors.closed(name());
        }
        HarnessGraphs.Harnessed shape = harnessed.withParallelism(parallelism);
        StreamNode node = shape.node();
        StateAssignment assignment = StateAssignment.of(
                snapshot.manifest(),
                Map.of(node.operatorId(), new StateAssignment.OperatorShape(node.parallelism(), node.maxParallelism())),
                false);
        closeSubtasks();
        harnessed = shape;
        storage = snapshot.storage();
        attempt++;
        lastCheckpoint = Math.max(lastCheckpoint, snapshot.checkpointId());
        open(assignment);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeSubtasks();
        } finally {
            backends.close();
        }
    }

    /** Closes all of them, whatever some throw; after a failure that is not told, as nobody asks how the dead are. */
    private void closeSubtasks() {
        Exception first = null;
        for (HarnessSubtask subtask : subtasks) {
            try {
                subtask.operator.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        subtasks = List.of();
        if (first != null && failure == null) {
            throw new IllegalStateException(name() + " could not be closed: " + first, first);
        }
    }

    /** Does something with each subtask; what one of them throws ends the harness until it is restored. */
    void forEach(Step step) throws Exception {
        checkAlive();
        for (HarnessSubtask subtask : subtasks) {
            on(subtask, step);
        }
    }

    void on(HarnessSubtask subtask, Step step) throws Exception {
        checkAlive();
        try {
            step.on(subtask);
            subtask.runMail();
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        }
    }

    /** Whatever threw, the operator cannot go on. */
    void failed(Throwable why) {
        failure = why;
    }

    void checkAlive() {
        if (closed) {
            throw TestkitErrors.closed(name());
        }
        Throwable why = failure;
        if (why != null) {
            throw TestkitErrors.failed(name(), why);
        }
    }

    String name() {
        return "operator '" + harnessed.node().name() + "'";
    }

    HarnessGraphs.Harnessed harnessed() {
        return harnessed;
    }

    int parallelism() {
        return harnessed.node().parallelism();
    }

    HarnessSubtask subtask(int index) {
        return subtasks.get(index);
    }

    // ------------------------------------------------------------------------------------------------ records and time

    void process(int input, Object value, long timestamp) throws Exception {
        if (value == null) {
            throw TestkitErrors.nullElement(name());
        }
        checkAlive();
        if (harnessed.isBroadcast(input)) {
            forEach(subtask -> subtask.record(input, value, timestamp));
        } else {
            on(receiver(input, value), subtask -> subtask.record(input, value, timestamp));
        }
    }

    private HarnessSubtask receiver(int input, Object value) {
        Object key = keyOf(input, value);
        if (key == null) {
            return subtasks.get(next++ % subtasks.size());
        }
        keyClass = key.getClass();
        return ownerOf(key);
    }

    /** Null if the operator has no keys; a selector that throws or gives null does so once more inside the operator, which says so. */
    @SuppressWarnings("unchecked") // the API's generics have checked the key selector
    private @Nullable Object keyOf(int input, Object value) {
        KeySelector<?, ?> selector =
                input == 0 ? harnessed.node().stateKey() : harnessed.node().secondStateKey();
        if (selector == null) {
            return null;
        }
        try {
            return ((KeySelector<Object, ?>) selector).getKey(value);
        } catch (Exception e) {
            return null;
        }
    }

    private HarnessSubtask ownerOf(Object key) {
        int max = harnessed.node().maxParallelism();
        return subtasks.get(KeyGroups.subtask(KeyGroups.keyGroup(key, max), parallelism(), max));
    }

    void setProcessingTime(long millis) throws Exception {
        checkAlive();
        if (millis < clock.currentTimeMillis()) {
            throw TestkitErrors.timeGoesBack(clock.currentTimeMillis(), millis);
        }
        for (long due = nextDue(); due <= millis; due = nextDue()) {
            clock.advanceTo(due);
            forEach(subtask -> subtask.context.advanceProcessingTime(clock.currentTimeMillis()));
        }
        clock.advanceTo(millis);
        forEach(subtask -> {
            boolean over = false;
            while (!over) {
                over = subtask.context.endOfMillisecond(millis);
            }
        });
    }

    private long nextDue() {
        long due = clock.nextAlarmMillis();
        for (HarnessSubtask subtask : subtasks) {
            due = Math.min(due, subtask.context.nextProcessingTime());
        }
        return due;
    }

    // ------------------------------------------------------------------------------------------------ a look inside

    KeyedStateView stateOf(Object key) throws Exception {
        checkKeyed();
        Class<?> seen = keyClass;
        if (seen != null && seen != key.getClass()) {
            throw TestkitErrors.otherKeyClass(name(), key, seen);
        }
        return KeyedStateView.of(ownerOf(key).context, key);
    }

    long numKeyedStateEntries() throws Exception {
        checkKeyed();
        long entries = 0;
        for (HarnessSubtask subtask : subtasks) {
            entries += subtask.context.keyedState().numKeys();
        }
        return entries;
    }

    long lateRecords() {
        long late = 0;
        for (HarnessSubtask subtask : subtasks) {
            late += subtask.context.timeCounters().late();
        }
        return late;
    }

    List<Timer> timers(TimerDomain domain) {
        checkKeyed();
        List<Timer> timers = new ArrayList<>();
        for (HarnessSubtask subtask : subtasks) {
            for (InternalTimerService service : subtask.context.timerServices()) {
                timers.addAll(service.pending(domain));
            }
        }
        timers.sort(Comparator.comparingLong(Timer::time));
        return timers;
    }

    List<Long> timers(TimerDomain domain, Object key) {
        return timers(domain).stream()
                .filter(timer -> timer.key().equals(key))
                .map(Timer::time)
                .toList();
    }

    private void checkKeyed() {
        checkAlive();
        if (harnessed.node().stateKey() == null) {
            throw TestkitErrors.noKeys(name());
        }
    }

    // ------------------------------------------------------------------------------------------------ checkpoints

    long lastCheckpoint() {
        return lastCheckpoint;
    }

    HarnessSnapshot snapshot(long checkpoint) throws Exception {
        return snapshot(checkpoint, null);
    }

    HarnessSnapshot snapshot(long checkpoint, @Nullable CoordinatorState coordinatorState) throws Exception {
        checkAlive();
        if (checkpoint <= lastCheckpoint) {
            throw TestkitErrors.checkpointIdFalls(checkpoint, lastCheckpoint);
        }
        lastCheckpoint = checkpoint;
        long now = clock.currentTimeMillis();
        List<OperatorSubtaskState> states = new ArrayList<>();
        forEach(subtask -> states.add(subtask.snapshot(checkpoint, now)));
        StreamNode node = harnessed.node();
        TreeMap<String, OperatorSnapshot> operators = new TreeMap<>();
        operators.put(
                node.operatorId(),
                coordinatorState == null
                        ? OperatorSnapshot.of(node.maxParallelism(), states)
                        : new OperatorSnapshot(
                                node.parallelism(),
                                node.maxParallelism(),
                                states,
                                coordinatorState.bytes(),
                                coordinatorState.exhausted()));
        CheckpointManifest manifest = new CheckpointManifest(
                CheckpointManifest.FORMAT_VERSION,
                "harness",
                new CheckpointId(checkpoint),
                CheckpointKind.CHECKPOINT,
                attempt,
                now,
                operators);
        return new HarnessSnapshot(manifest, storage);
    }

    void notifyCompleted(long checkpoint) throws Exception {
        forEach(subtask -> subtask.operator.checkpointCompleted(checkpoint));
    }

    void notifyAborted(long checkpoint) throws Exception {
        forEach(subtask -> subtask.operator.checkpointAborted(checkpoint));
    }

    void commitAll() throws Exception {
        forEach(subtask -> subtask.operator.commitAll());
    }
}
