package io.weir.testkit.simulation;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.subtask.SubtaskStats;
import io.weir.testkit.simulation.invariant.Invariant;

/** The most that may wait in a subtask. */
record QueueBounds(ExecutionPlan plan, int windowBatches) {
    /** Watermarks, barriers and the like that may wait on a channel besides its batches. */
    private static final int CONTROL_ELEMENTS = 64;

    /** What one poll of a source makes is not stopped by want of credit: 512 lines of 7 words, each in a batch of its own (seed 1996). */
    private static final int RECORDS_OF_A_POLL = 512 * 7;

    /** After a turn of a subtask. */
    void check(SubtaskId id, SubtaskShell shell, Invariant rules) {
        SubtaskStats stats = shell.subtask().stats();
        ChainVertex vertex = plan.vertex(id.vertex());
        int inputs = 0;
        for (Exchange exchange : vertex.inputs()) {
            inputs += exchange.senders();
        }
        int outputs = 0;
        for (Exchange exchange : vertex.outputs()) {
            outputs += exchange.receivers();
        }
        rules.onQueues(shell.epoch(), id, stats.inputQueueElements(), inputs * (windowBatches + CONTROL_ELEMENTS));
        rules.onQueues(
                shell.epoch(),
                id,
                stats.outputQueueElements(),
                outputs * CONTROL_ELEMENTS + (vertex.isSource() ? RECORDS_OF_A_POLL : 0));
    }
}
