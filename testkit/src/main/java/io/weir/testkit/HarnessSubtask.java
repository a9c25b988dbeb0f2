package io.weir.testkit;

import io.weir.api.function.JobInfo;
import io.weir.api.function.TaskInfo;
import io.weir.api.graph.JobGraphs;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.StreamNode;
import io.weir.api.time.RelativeClock;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.StateAssignment;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.SubtaskServices;
import io.weir.runtime.operator.source.SourceOperator;
import io.weir.runtime.output.GivenOnceOutput;
import io.weir.runtime.output.Output;
import io.weir.runtime.output.OwnedOutput;
import io.weir.runtime.subtask.Operators;
import io.weir.runtime.time.WatermarkValve;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One subtask of a harness: the product's operator with nothing in front of it and a collector behind it. */
final class HarnessSubtask {
    /** What sources ask of their enumerator. */
    interface Coordinator {
        void requestSplit(int subtask);

        void readerEvent(int subtask, byte[] event);
    }

    final OperatorContext context;
    final StreamOperator operator;
    private final Ownership ownership;
    private final Queue<Runnable> mail = new ConcurrentLinkedQueue<>();
    private final WatermarkValve[] valves = {new WatermarkValve(1), new WatermarkValve(1)};

    HarnessSubtask(
            StreamNode node,
            int index,
            int attempt,
            SubtaskEnvironment environment,
            @Nullable StateAssignment restore,
            HarnessOutput output,
            Coordinator coordinator,
            JobSettings settings,
            RelativeClock activity) {
        TaskInfo task = new TaskInfo(node.name(), index, node.parallelism(), node.maxParallelism(), attempt);
        RestoreState state = restore == null ? null : restore.restore(node.operatorId(), index);
        ownership = new Ownership(environment.codecs());
        context = new OperatorContext(
                node,
                task,
                new JobInfo(environment.jobId(), "harness"),
                JobSettings.DEFAULT,
                environment,
                new Services(index, coordinator, settings.autoWatermarkIntervalMs(), activity, mail),
                output.sides(ownership),
                state == null ? null : new OperatorRestore(state, environment.snapshots()));
        Output main = new OwnedOutput(output.main(index), ownership);
        operator = Operators.create(
                JobGraphs.copyOf(node.operator(), environment.userLoader()),
                context,
                settings.objectReuse() ? new GivenOnceOutput(main, ownership, context.description()) : main);
    }

    void runMail() {
        for (Runnable work = mail.poll(); work != null; work = mail.poll()) {
            work.run();
        }
    }

    /** The test may go on to use the object that it gave, and the operator the one that it emitted: as in a job, each has its own. */
    void record(int input, Object value, long timestamp) {
        operator.input(input).emit(ownership.own(value), timestamp);
    }

    void watermark(int input, long timestamp) {
        valves[input].onWatermark(0, timestamp, operator.input(input));
        while (context.hasTimersLeft()) {
            operator.resumeTimers();
        }
    }

    void status(int input, ChannelStatus status) {
        valves[input].onStatus(0, status, operator.input(input));
    }

    void finish() throws Exception {
        operator.inputEnded();
        operator.finish();
    }

    SourceOperator source() {
        return (SourceOperator) operator;
    }

    OperatorSubtaskState snapshot(long checkpoint, long triggeredAtMillis) throws Exception {
        operator.prepareBarrier(checkpoint);
        OperatorSnapshotBuilder snapshot =
                new OperatorSnapshotBuilder(CheckpointOrder.checkpoint(checkpoint, triggeredAtMillis));
        try {
            operator.snapshot(snapshot);
        } catch (Exception e) {
            snapshot.cancel();
            throw e;
        }
        return write(snapshot, checkpoint);
    }

    private OperatorSubtaskState write(OperatorSnapshotBuilder snapshot, long checkpoint) throws IOException {
        return snapshot.write(context.environment().targets().apply(checkpoint));
    }

    private record Services(
            int index, Coordinator coordinator, long watermarkInterval, RelativeClock clock, Queue<Runnable> mail)
            implements SubtaskServices {
        @Override
        public void requestSplit(String operatorId) {
            coordinator.requestSplit(index);
        }

        @Override
        public void sendToEnumerator(String operatorId, byte[] event) {
            coordinator.readerEvent(index, event);
        }

        @Override
        public void wakeUp() {}

        @Override
        public void timersChanged() {}

        @Override
        public void timersLeft(boolean recordsWait) {}

        @Override
        public void warn(String sentence) {
            LoggerFactory.getLogger(OperatorHarness.class).warn(sentence);
        }

        /** A job would go on for ever; a test is to end. */
        @Override
        public void timersWithoutEnd(String sentence) {
            throw new IllegalStateException(sentence);
        }

        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void runSoon(Runnable work) {
            mail.add(work);
        }

        /** A harness is handed its records one by one by its test, which may look at what waits. */
        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public long watermarkIntervalMillis() {
            return watermarkInterval;
        }

        @Override
        public RelativeClock inputActivityClock() {
            return clock;
        }

        @Override
        public void runBlocking(BlockingWork work) {
            throw TestkitErrors.runsInThread(); // only sources with a loop of their own ask for this
        }

        /** A harness has one thread. */
        @Override
        public void runBlocking(OperatorContext operator, String step, BlockingWork work, BlockingWork done)
                throws Exception {
            work.run();
            done.run();
        }

        @Override
        public void sourceReachedBarrier(CheckpointOrder order) {
            throw TestkitErrors.runsInThread();
        }
    }
}
