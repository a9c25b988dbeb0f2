package io.weir.runtime.subtask;

import io.weir.api.CheckpointingMode;
import io.weir.checkpoint.BarrierAlignment;
import io.weir.checkpoint.BarrierHandler;
import io.weir.checkpoint.BarrierTracking;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.channel.InputGate;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.CancelBarrier;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.SubtaskServices;
import io.weir.runtime.operator.source.SourceOperator;
import io.weir.runtime.output.ExchangeOutput;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of a barrier through one subtask: alignment, then in one step between two records the pre-barrier hook of the operators, the
 * barrier to all outputs and the synchronous snapshot; then elsewhere the upload; then the acknowledgement.
 */
final class SubtaskCheckpoints {
    private final SubtaskId id;
    private final BarrierHandler barriers;
    private final InputGate gate;
    private final SubtaskEnvironment environment;
    private final SubtaskPort port;
    private final BarrierHandler.Effects effects = new Effects();
    private @Nullable OperatorChain chain;
    private long aligning = -1;
    private long alignmentBegan;
    private @Nullable CheckpointOrder order; // of the barrier that came first
    private @Nullable WeirException asyncFailure;

    SubtaskCheckpoints(
            SubtaskId id, CheckpointingMode mode, InputGate gate, SubtaskEnvironment environment, SubtaskPort port) {
        this.id = id;
        this.gate = gate;
        this.environment = environment;
        this.port = port;
        int channels = Math.max(1, gate.channelCount());
        this.barriers =
                mode == CheckpointingMode.EXACTLY_ONCE ? new BarrierAlignment(channels) : new BarrierTracking(channels);
    }

    void opened(OperatorChain opened) {
        chain = opened;
    }

    void onBarrier(int position, Barrier barrier) {
        if (barrier.checkpoint() > aligning) {
            aligning = barrier.checkpoint();
            alignmentBegan = environment.clock().nanoTime();
            order = barrier.order();
        }
        barriers.onBarrier(position, barrier.order().id(), effects);
    }

    void onCancel(long checkpoint) {
        barriers.onAbort(new CheckpointId(checkpoint), effects);
    }

    void trigger(SourceOperator source, CheckpointOrder ordered) {
        if (source.barrierAtOnce(ordered)) {
            take(ordered);
        }
    }

    /** Between two records: everything that must be one step as seen from the stream. */
    void take(CheckpointOrder taken) {
        CheckpointId checkpoint = taken.id();
        long began = environment.clock().nanoTime();
        long aligned = aligning == checkpoint.value() ? began - alignmentBegan : 0;
        OperatorChain all = Objects.requireNonNull(chain);
        Map<String, OperatorSnapshotBuilder> states = new LinkedHashMap<>();
        @Nullable StreamOperator asked = null;
        try {
            for (StreamOperator operator : all.operators) {
                asked = operator;
                operator.prepareBarrier(checkpoint.value());
            }
            asked = null;
            broadcast(all, new Barrier(taken));
            for (StreamOperator operator : all.operators) {
                OperatorSnapshotBuilder state = new OperatorSnapshotBuilder(taken);
                states.put(operator.context().node().operatorId(), state);
                asked = operator;
                operator.snapshot(state);
            }
        } catch (Throwable e) {
            states.values().forEach(OperatorSnapshotBuilder::cancel);
            throw new WeirException(
                    e instanceof WeirException weir ? weir.kind() : FailureKind.USER_CODE,
                    "[CKP-410] Subtask " + id + " could not save its state for " + checkpoint + ": "
                            + (asked == null
                                    ? ""
                                    : "the code of " + asked.context().description() + " threw ")
                            + ThrownText.of(e)
                            + ". The attempt ends; the job restarts from its last checkpoint.",
                    e);
        }
        long synced = environment.clock().nanoTime();
        port.runBlocking(
                () -> write(checkpoint, states),
                snapshot -> port.acknowledge(
                        checkpoint.value(),
                        snapshot,
                        new SnapshotTimes(
                                aligned, synced - began, environment.clock().nanoTime() - synced)),
                failure -> port.decline(checkpoint.value(), declined(checkpoint, failure)));
    }

    private SubtaskSnapshot write(CheckpointId checkpoint, Map<String, OperatorSnapshotBuilder> states)
            throws IOException {
        SnapshotTarget target = environment.targets().apply(checkpoint.value());
        SortedMap<String, OperatorSubtaskState> written = new TreeMap<>();
        for (Map.Entry<String, OperatorSnapshotBuilder> each : states.entrySet()) {
            OperatorSubtaskState state = each.getValue().write(target);
            if (!state.isEmpty()) {
                written.put(each.getKey(), state);
            }
        }
        return new SubtaskSnapshot(id, written);
    }

    private String declined(CheckpointId checkpoint, Throwable failure) {
        String message = ThrownText.message(failure);
        return message.startsWith("[")
                ? message
                : "[CKP-407] Subtask " + id + " could not write its state for " + checkpoint + ": "
                        + ThrownText.of(failure)
                        + ". The checkpoint is given up, the job goes on; see whether the checkpoint storage has room and can be reached.";
    }

    private static void broadcast(OperatorChain chain, StreamElement element) {
        for (ExchangeOutput exchange : chain.exchanges) {
            exchange.control(element);
        }
    }

    void runBlocking(SubtaskServices.BlockingWork work) {
        port.runBlocking(
                () -> {
                    work.run();
                    return id;
                },
                done -> {},
                failure -> asyncFailed(new WeirException(
                        FailureKind.USER_CODE,
                        "[CKP-410] Subtask " + id + " could not save the state of its source: "
                                + ThrownText.of(failure)
                                + ". The attempt ends; the job restarts from its last checkpoint.",
                        failure)));
    }

    private void asyncFailed(WeirException failure) {
        asyncFailure = failure;
        port.wakeUp();
    }

    /** Ends this subtask if something it needs failed elsewhere. */
    void throwAsyncFailure() {
        WeirException failure = asyncFailure;
        if (failure != null) {
            throw failure;
        }
    }

    private final class Effects implements BarrierHandler.Effects {
        @Override
        public void hold(int channel) {
            gate.hold(channel);
        }

        @Override
        public void snapshot(CheckpointId checkpoint) {
            take(Objects.requireNonNull(order, "no barrier has come"));
        }

        @Override
        public void abandon(CheckpointId checkpoint) {
            broadcast(Objects.requireNonNull(chain), new CancelBarrier(checkpoint.value()));
        }

        @Override
        public void resumeAll() {
            gate.releaseAll();
        }
    }
}
