package io.weir.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of one operator in one checkpoint.
 *
 * @param parallelism how many subtasks it had; the size of {@code bySubtask}
 * @param maxParallelism its number of key groups
 * @param bySubtask by subtask index
 * @param coordinatorState of its source's split enumerator, null if it has none; never changed after construction
 * @param coordinatorExhausted the enumerator had handed out its last split
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are written once and then only read
public record OperatorSnapshot(
        int parallelism,
        int maxParallelism,
        List<OperatorSubtaskState> bySubtask,
        byte @Nullable [] coordinatorState,
        boolean coordinatorExhausted) {
    public OperatorSnapshot {
        bySubtask = List.copyOf(bySubtask);
        if (parallelism < 1 || maxParallelism < parallelism || bySubtask.size() != parallelism) {
            throw new IllegalArgumentException("an operator with parallelism " + parallelism + ", max parallelism "
                    + maxParallelism + " and the state of " + bySubtask.size()
                    + " subtasks is no operator; take the numbers from the execution plan");
        }
    }

    /** Of an operator without a split enumerator. */
    public static OperatorSnapshot of(int maxParallelism, List<OperatorSubtaskState> bySubtask) {
        return new OperatorSnapshot(bySubtask.size(), maxParallelism, bySubtask, null, false);
    }

    /** Whether anything would be lost if this were not restored. */
    public boolean hasState() {
        if (coordinatorState != null) {
            return true;
        }
        for (OperatorSubtaskState state : bySubtask) {
            if (!state.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether its number of key groups is frozen. */
    public boolean hasKeyedState() {
        for (OperatorSubtaskState state : bySubtask) {
            if (!state.keyed().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
