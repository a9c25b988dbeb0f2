package io.weir.testkit.flink;

import io.weir.api.ExecutionConfig;
import io.weir.api.OutputTag;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.argument.Argument;
import io.weir.testkit.Emitted;
import io.weir.testkit.HarnessSnapshot;
import io.weir.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What harnesses under Flink's names share. The operator is made and opened by {@link #open}, or by the first thing that is done with it. Confined to one
 * thread.
 *
 * @param <OUT> what the operator emits
 */
public abstract class AbstractStreamOperatorTestHarness<OUT> implements AutoCloseable {
    private final ConcurrentLinkedQueue<Object> output = new ConcurrentLinkedQueue<>();
    private final Map<String, Side<?>> sides = new HashMap<>();
    private final StreamExecutionEnvironment settings = StreamExecutionEnvironment.createLocalEnvironment();
    private @Nullable HarnessSnapshot snapshot;
    private boolean opened;
    private int taken;

    AbstractStreamOperatorTestHarness() {}

    /** What a side output has had, and how much of it was put into its queue. */
    private static final class Side<X> {
        final ConcurrentLinkedQueue<StreamRecord<X>> queue = new ConcurrentLinkedQueue<>();
        int taken;
    }

    /** Something that may emit. */
    interface Step {
        void run() throws Exception;
    }

    /** The harness that does the work; made when it is first asked for. */
    abstract OperatorHarness<OUT> harness();

    final void step(Step step) throws Exception {
        open();
        step.run();
    }

    // ------------------------------------------------------------------------------------------------ life

    /** Nothing is to be set up. */
    public void setup() {}

    /** Nothing to restore: the operator begins with no state. */
    public void initializeEmptyState() {}

    /** Lets the operator begin with the state of a snapshot; before {@link #open}. */
    public void initializeState(HarnessSnapshot operatorStateHandles) {
        snapshot = Argument.given(operatorStateHandles, "operatorStateHandles");
    }

    /** Makes and opens the operator, with the state it was given. The second time it does nothing. */
    public void open() throws Exception {
        if (!opened) {
            opened = true;
            HarnessSnapshot before = snapshot;
            if (before != null) {
                harness().restore(before);
            } else {
                harness();
            }
        }
    }

    /** Takes a checkpoint; the timestamp is not needed. */
    public HarnessSnapshot snapshot(long checkpointId, long timestamp) throws Exception {
        open();
        return harness().snapshot(checkpointId);
    }

    public void notifyOfCompletedCheckpoint(long checkpointId) throws Exception {
        step(() -> harness().notifyOfCompletedCheckpoint(checkpointId));
    }

    @Override
    public void close() {
        harness().close();
    }

    // ------------------------------------------------------------------------------------------------ time

    /** Moves the clock; timers fire, each at its own time. */
    public void setProcessingTime(long time) throws Exception {
        step(() -> harness().setProcessingTime(time));
    }

    /** Milliseconds. */
    public long getProcessingTime() {
        return harness().processingTime();
    }

    // ------------------------------------------------------------------------------------------------ output

    /** Each {@link StreamRecord} and {@link io.weir.api.time.Watermark} so far, in order, without those that were taken out. */
    public ConcurrentLinkedQueue<Object> getOutput() {
        List<Object> all = harness().outputElements();
        for (Object element : all.subList(taken, all.size())) {
            output.add(
                    element instanceof Emitted<?> record
                            ? new StreamRecord<Object>(record.value(), record.timestamp())
                            : element);
        }
        taken = all.size();
        return output;
    }

    /** The values of the records in {@link #getOutput}. */
    public List<OUT> extractOutputValues() {
        return extractOutputStreamRecords().stream()
                .<OUT>map(StreamRecord::getValue)
                .toList();
    }

    /** The records in {@link #getOutput}. */
    @SuppressWarnings("unchecked") // the API's generics have checked what the operator emits
    public List<StreamRecord<? extends OUT>> extractOutputStreamRecords() {
        List<StreamRecord<? extends OUT>> records = new ArrayList<>();
        for (Object element : getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                records.add((StreamRecord<? extends OUT>) record);
            }
        }
        return records;
    }

    /** The records in {@link #getOutput}. */
    public List<StreamRecord<? extends OUT>> getRecordOutput() {
        return extractOutputStreamRecords();
    }

    /** The records of a side output so far, without those that were taken out; empty if there was none. */
    @SuppressWarnings("unchecked") // the tag's type is that of what was emitted to it
    public <X> ConcurrentLinkedQueue<StreamRecord<X>> getSideOutput(OutputTag<X> tag) {
        Side<X> side = (Side<X>) sides.computeIfAbsent(tag.getId(), id -> new Side<X>());
        List<Emitted<X>> all = harness().sideOutputWithTimestamps(tag);
        Queue<StreamRecord<X>> queue = side.queue;
        for (Emitted<X> record : all.subList(side.taken, all.size())) {
            queue.add(new StreamRecord<>(record.value(), record.timestamp()));
        }
        side.taken = all.size();
        return side.queue;
    }

    // ------------------------------------------------------------------------------------------------ a look inside

    public int numKeyedStateEntries() throws Exception {
        return Math.toIntExact(harness().numKeyedStateEntries());
    }

    public int numEventTimeTimers() {
        return harness().numEventTimeTimers();
    }

    public int numProcessingTimeTimers() {
        return harness().numProcessingTimeTimers();
    }

    /** Accepted where programs have it, without effect on the operator. */
    public ExecutionConfig getExecutionConfig() {
        return settings.getConfig();
    }
}
