package io.weir.testkit;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;

/**
 * The harness of an operator that reads two streams. Made by {@link OperatorHarness#twoInputs}. Records of a broadcast stream, which is the
 * second, reach every subtask.
 *
 * @param <IN1> what the operator reads of the first stream
 * @param <IN2> what it reads of the second
 * @param <OUT> what it emits
 */
public final class TwoInputHarness<IN1, IN2, OUT> extends OperatorHarness<OUT> {
    private boolean ended1;
    private boolean ended2;

    TwoInputHarness(HarnessGraphs.Harnessed operator) {
        super(new HarnessRuntime(operator, HarnessRuntime.NO_COORDINATOR));
    }

    /** A record of the first stream, without a timestamp. */
    public void processElement1(IN1 value) throws Exception {
        runtime.process(0, value, RecordBatch.NO_TIMESTAMP);
    }

    /** A record of the first stream; {@code timestamp} in milliseconds of event time. */
    public void processElement1(IN1 value, long timestamp) throws Exception {
        runtime.process(0, value, timestamp);
    }

    /** A record of the second stream, without a timestamp. */
    public void processElement2(IN2 value) throws Exception {
        runtime.process(1, value, RecordBatch.NO_TIMESTAMP);
    }

    /** A record of the second stream; {@code timestamp} in milliseconds of event time. */
    public void processElement2(IN2 value, long timestamp) throws Exception {
        runtime.process(1, value, timestamp);
    }

    /** Event time of the first stream goes on; that of the operator if it was behind. */
    public void processWatermark1(long timestamp) throws Exception {
        runtime.forEach(subtask -> subtask.watermark(0, timestamp));
    }

    /** Event time of the second stream goes on; that of the operator if it was behind. */
    public void processWatermark2(long timestamp) throws Exception {
        runtime.forEach(subtask -> subtask.watermark(1, timestamp));
    }

    /** Event time of both streams goes on. */
    public void processBothWatermarks(long timestamp) throws Exception {
        processWatermark1(timestamp);
        processWatermark2(timestamp);
    }

    /** The first stream has nothing to say for a while: nobody need wait for its watermark. */
    public void markIdle1() throws Exception {
        runtime.forEach(subtask -> subtask.status(0, ChannelStatus.IDLE));
    }

    public void markActive1() throws Exception {
        runtime.forEach(subtask -> subtask.status(0, ChannelStatus.ACTIVE));
    }

    /** The second stream has nothing to say for a while: nobody need wait for its watermark. */
    public void markIdle2() throws Exception {
        runtime.forEach(subtask -> subtask.status(1, ChannelStatus.IDLE));
    }

    public void markActive2() throws Exception {
        runtime.forEach(subtask -> subtask.status(1, ChannelStatus.ACTIVE));
    }

    /** The last record of the first stream was processed. When both streams have ended, the operator emits what is left. */
    public void endInput1() throws Exception {
        processWatermark1(Long.MAX_VALUE);
        ended1 = true;
        finishIfEnded();
    }

    /** The last record of the second stream was processed. When both streams have ended, the operator emits what is left. */
    public void endInput2() throws Exception {
        processWatermark2(Long.MAX_VALUE);
        ended2 = true;
        finishIfEnded();
    }

    private void finishIfEnded() throws Exception {
        if (ended1 && ended2) {
            runtime.forEach(HarnessSubtask::finish);
        }
    }

    @Override
    public void restore(HarnessSnapshot snapshot, int parallelism) throws Exception {
        super.restore(snapshot, parallelism);
        ended1 = false;
        ended2 = false;
    }
}
