package io.weir.runtime.subtask;

import java.util.EnumSet;
import java.util.Set;

/** The life of one subtask. */
public enum SubtaskState {
    /** Made; no operator is open. */
    CREATED,
    /** Operators are open and have their state; waits for the other subtasks of the attempt. */
    DEPLOYED,
    RUNNING,
    /** All input is processed; barriers still pass. */
    DRAINED,
    /** The job is finished and everything committed. */
    FINISHED,
    CLOSED;

    /** The legal steps; no other place in the code knows them. */
    public Set<SubtaskState> next() {
        return switch (this) {
            case CREATED -> EnumSet.of(DEPLOYED, CLOSED);
            case DEPLOYED -> EnumSet.of(RUNNING, CLOSED);
            case RUNNING -> EnumSet.of(DRAINED, CLOSED);
            case DRAINED -> EnumSet.of(FINISHED, CLOSED);
            case FINISHED -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(SubtaskState.class);
        };
    }

    SubtaskState to(SubtaskState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException(
                    "a subtask cannot go from " + this + " to " + target + ", only to " + next());
        }
        return target;
    }
}
