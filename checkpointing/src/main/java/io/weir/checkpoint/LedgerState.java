package io.weir.checkpoint;

import io.weir.checkpoint.LedgerEvent.CheckpointCompleted;
import io.weir.checkpoint.LedgerEvent.CheckpointTriggered;
import java.util.List;

/**
 * All that is durable of a {@link CheckpointLedger}: stands for the events that led to it, so that the journal stays short.
 *
 * @param lastId 0 before the first checkpoint
 * @param lastCompletionMs {@code Long.MIN_VALUE} before the first completion
 * @param failures since the last completion
 * @param failuresEpoch of the attempt that saw the last of them
 * @param retained the oldest first
 * @param uncertain aborted, but their manifest may have been written
 */
public record LedgerState(
        long lastId,
        long lastEpoch,
        long lastCompletionMs,
        int failures,
        long failuresEpoch,
        List<CheckpointTriggered> pending,
        List<CheckpointCompleted> retained,
        List<CheckpointId> uncertain,
        CheckpointHistory history) {
    /** Of a job that never took a checkpoint. */
    public static LedgerState initial() {
        return new LedgerState(0, 0, Long.MIN_VALUE, 0, 0, List.of(), List.of(), List.of(), new CheckpointHistory());
    }

    public LedgerState {
        pending = List.copyOf(pending);
        retained = List.copyOf(retained);
        uncertain = List.copyOf(uncertain);
    }
}
