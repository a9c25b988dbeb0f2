package io.weir.actors.subtask;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.subtask.SubtaskStats;

/** What a subtask tells the attempt on its node. Never leaves the process. */
public sealed interface SubtaskEvent extends AttemptMessage {
    /** Operators are made and have their state. */
    record Opened(SubtaskId subtask) implements SubtaskEvent {}

    /** Said at most once; the subtask is unusable and stops. */
    record Failed(SubtaskId subtask, Failure failure) implements SubtaskEvent {}

    /** Sinks have committed everything; the subtask stops. */
    record Finished(SubtaskId subtask) implements SubtaskEvent {}

    /** Answer to {@link SubtaskCommand.QueryStats}. */
    record Stats(long query, SubtaskStats stats) implements SubtaskEvent {}
}
