package io.weir.testkit;

import io.weir.api.connector.SourceEvent;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly.CoordinatorState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.job.AlignedSources;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.source.SourceEvents;
import io.weir.runtime.operator.source.SourceOperator;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import io.weir.runtime.time.WatermarkAlignment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The enumerator of a source harness: what it and the readers say to each other waits in one queue, and is delivered in order. */
final class HarnessEnumerator implements HarnessSubtask.Coordinator, SourceCoordinator.Port {
    private interface Message {
        void deliver() throws Exception;
    }

    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private @Nullable HarnessRuntime runtime;
    private @Nullable SourceCoordinator coordinator;
    private @Nullable AlignedSources aligned;
    private @Nullable Failure failure;

    void start(HarnessRuntime of, Map<String, byte[]> states) {
        runtime = of;
        failure = null;
        ExecutionPlan plan = Planner.plan(of.harnessed().graph());
        SourceCoordinator started = new SourceCoordinator(plan, states, this);
        aligned = new AlignedSources(plan);
        coordinator = started;
        try {
            of.forEach(subtask -> subtask.source().start());
            started.start();
            deliverAll();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(of.name() + " could not be started: " + e, e);
        }
    }

    int poll(int maxRecords) throws Exception {
        HarnessRuntime of = runtime();
        of.checkAlive();
        int before = of.output.records().size();
        boolean more = true;
        while (more && of.output.records().size() - before < maxRecords) {
            more = deliverAll();
            for (int index = 0; index < of.parallelism(); index++) {
                int left = maxRecords - (of.output.records().size() - before);
                if (left > 0) {
                    more |= poll(of, index, left);
                }
            }
        }
        return of.output.records().size() - before;
    }

    private boolean poll(HarnessRuntime of, int index, int left) throws Exception {
        int before = of.output.records().size();
        of.on(of.subtask(index), subtask -> {
            if (!subtask.source().isEnded()) {
                subtask.source().poll(left, new OutputAvailability());
            }
        });
        return of.output.records().size() > before || !messages.isEmpty();
    }

    boolean isEnded() {
        HarnessRuntime of = runtime();
        of.checkAlive();
        for (int index = 0; index < of.parallelism(); index++) {
            if (!of.subtask(index).source().isEnded()) {
                return false;
            }
        }
        return true;
    }

    /** True if there was anything to deliver. */
    private boolean deliverAll() throws Exception {
        boolean any = false;
        while (!messages.isEmpty()) {
            any = true;
            messages.remove().deliver();
        }
        Failure failed = failure;
        if (failed != null) {
            IllegalStateException thrown = new IllegalStateException(failed.message() + "\n" + failed.details());
            runtime().failed(thrown);
            throw thrown;
        }
        return any;
    }

    @Nullable
    CoordinatorState snapshot(long checkpoint) throws Exception {
        HarnessRuntime of = runtime();
        of.checkAlive();
        deliverAll();
        return coordinator()
                .snapshot(new CheckpointId(checkpoint))
                .get(of.harnessed().node().operatorId());
    }

    void notifyCompleted(long checkpoint) throws Exception {
        coordinator().onCheckpointCompleted(new CheckpointId(checkpoint));
        deliverAll();
    }

    void close() {
        messages.clear();
        if (coordinator != null) {
            coordinator.close();
        }
    }

    private HarnessRuntime runtime() {
        return Objects.requireNonNull(runtime, "started in the harness's constructor");
    }

    private SourceCoordinator coordinator() {
        return Objects.requireNonNull(coordinator, "started in the harness's constructor");
    }

    private String operatorId() {
        return runtime().harnessed().node().operatorId();
    }

    private SourceOperator reader(SubtaskId reader) {
        return runtime().subtask(reader.index()).source();
    }

    // ------------------------------------------------------------------------------------------------ readers speak

    @Override
    public void requestSplit(int subtask) {
        messages.add(() -> coordinator().onSplitRequest(operatorId(), subtask, "localhost"));
    }

    @Override
    public void readerEvent(int subtask, byte[] event) {
        WatermarkAlignment.Report report = SourceEvents.alignmentReport(event);
        if (report == null) {
            messages.add(() -> coordinator()
                    .onReaderEvent(
                            operatorId(),
                            subtask,
                            () -> SourceEvents.decode(event, getClass().getClassLoader())));
            return;
        }
        messages.add(() -> {
            AlignedSources sources = Objects.requireNonNull(aligned);
            if (sources.contains(operatorId())) {
                sendToReader(
                        sources.reader(operatorId(), subtask),
                        operatorId(),
                        sources.onReport(operatorId(), subtask, report));
            }
        });
    }

    // ------------------------------------------------------------------------------------------------ the enumerator
    // speaks

    @Override
    public void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits) {
        messages.add(() -> reader(reader).assignSplits(version, splits));
    }

    @Override
    public void noMoreSplits(SubtaskId reader, String operatorId) {
        messages.add(() -> reader(reader).noMoreSplits());
    }

    @Override
    public void sendToReader(SubtaskId reader, String operatorId, SourceEvent event) {
        byte[] encoded = SourceEvents.encode(event);
        messages.add(() -> reader(reader).onEvent(encoded));
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        messages.add(() -> {
            T result;
            try {
                result = call.call();
            } catch (Throwable e) { // user code
                handler.accept(null, e);
                return;
            }
            handler.accept(result, null);
        });
    }

    @Override
    public <T> void callAsync(
            Callable<T> call,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis) {
        SourceCoordinator mine = coordinator;
        var unused = runtime().clock.after(initialDelayMillis * 1_000_000).thenRun(() -> {
            if (mine == coordinator) {
                callAsync(call, handler);
                callAsync(call, handler, Math.max(1, periodMillis), periodMillis);
            }
        });
    }

    @Override
    public void execute(Runnable task) {
        messages.add(task::run);
    }

    @Override
    public void failed(String operatorName, Failure why, Throwable thrown) {
        failure = why;
    }
}
