package io.weir.testkit.simulation;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.subtask.SubtaskStats;
import io.weir.testkit.simulation.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most that may wait in a subtask. What one call of a function emits, for a record or a timer, is not stopped by want of credit: it may be any
 * number of batches. But while they wait there is no other call.
 */
final class QueueBounds {
    /** Watermarks, barriers and the like that may wait on a channel besides its batches. */
    private static final int CONTROL_ELEMENTS = 64;

    /** What one poll of a source makes is not stopped by want of credit: 512 lines of 7 words, each in a batch of its own (seed 1996). */
    private static final int RECORDS_OF_A_POLL = 512 * 7;

    /** After a turn: what waited for credit, and how many batches had left. */
    private record Turn(long epoch, int waiting, long sent) {}

    private final ExecutionPlan plan;
    private final int windowBatches;
    private final Map<SubtaskId, Turn> turns = new HashMap<>();

    QueueBounds(ExecutionPlan plan, int windowBatches) {
        this.plan = plan;
        this.windowBatches = windowBatches;
    }

    /** After a turn of a subtask. */
    void check(SubtaskId id, SubtaskShell shell, Invariant rules) {
        SubtaskStats stats = shell.subtask().stats();
        ChainVertex vertex = plan.vertex(id.vertex());
        int inputs = 0;
        for (Exchange exchange : vertex.inputs()) {
            inputs += exchange.senders();
        }
        rules.onQueues(shell.epoch(), id, stats.inputQueueElements(), inputs * (windowBatches + CONTROL_ELEMENTS));
        Turn turn = new Turn(shell.epoch(), stats.outputQueueElements(), stats.batchesOut());
        rules.onQueues(shell.epoch(), id, turn.waiting, mostWaiting(vertex, turn, turns.put(id, turn)));
    }

    private static int mostWaiting(ChainVertex vertex, Turn turn, @Nullable Turn before) {
        int control = 0;
        for (Exchange exchange : vertex.outputs()) {
            control += exchange.receivers() * CONTROL_ELEMENTS;
        }
        if (before == null || before.epoch != turn.epoch || turn.sent - before.sent >= before.waiting - control) {
            return Integer.MAX_VALUE; // it may have had room
        }
        return Math.max(before.waiting, control + (vertex.isSource() ? RECORDS_OF_A_POLL : 0));
    }
}
