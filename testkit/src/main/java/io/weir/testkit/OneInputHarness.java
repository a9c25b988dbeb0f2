package io.weir.testkit;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;

/**
 * The harness of an operator that reads one stream. Made by {@link OperatorHarness#oneInput} and its sisters.
 *
 * @param <IN> what the operator reads
 * @param <OUT> what it emits
 */
public final class OneInputHarness<IN, OUT> extends OperatorHarness<OUT> {
    OneInputHarness(HarnessGraphs.Harnessed operator) {
        super(new HarnessRuntime(operator, HarnessRuntime.NO_COORDINATOR));
    }

    /** A record without a timestamp. */
    public void processElement(IN value) throws Exception {
        runtime.process(0, value, RecordBatch.NO_TIMESTAMP);
    }

    /**
     * A record.
     *
     * @param timestamp milliseconds of event time
     */
    public void processElement(IN value, long timestamp) throws Exception {
        runtime.process(0, value, timestamp);
    }

    /** Several records, each without a timestamp. */
    @SafeVarargs
    public final void processElements(IN... values) throws Exception {
        for (IN value : values) {
            processElement(value);
        }
    }

    /** Event time goes on: timers up to it fire. One that is not above the last one changes nothing, as in a job. */
    public void processWatermark(long timestamp) throws Exception {
        runtime.forEach(subtask -> subtask.watermark(0, timestamp));
    }

    /** The input has nothing to say for a while: those behind need not wait for its watermark. */
    public void markIdle() throws Exception {
        runtime.forEach(subtask -> subtask.status(0, ChannelStatus.IDLE));
    }

    public void markActive() throws Exception {
        runtime.forEach(subtask -> subtask.status(0, ChannelStatus.ACTIVE));
    }

    /** The last record was processed: the highest watermark passes, and the operator emits what is left. */
    public void endInput() throws Exception {
        processWatermark(Long.MAX_VALUE);
        runtime.forEach(HarnessSubtask::finish);
    }
}
