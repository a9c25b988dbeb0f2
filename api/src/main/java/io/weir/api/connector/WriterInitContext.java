package io.weir.api.connector;

import io.weir.api.function.TaskInfo;
import io.weir.api.time.ProcessingClock;
import java.util.OptionalLong;

/** What a writer sees of its subtask. */
public interface WriterInitContext {
    TaskInfo getTaskInfo();

    /** Present after a restart from a checkpoint. */
    OptionalLong getRestoredCheckpointId();

    ClassLoader getUserCodeClassLoader();

    String jobId();

    /** The operator's id, the same in each attempt: 32 hex digits. */
    String operatorId();

    /** The only clock a writer may use. */
    ProcessingClock clock();

    /** From 0. */
    default int getSubtaskId() {
        return getTaskInfo().indexOfThisSubtask();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().numberOfParallelSubtasks();
    }

    /** From 0, one more after each restart. */
    default int getAttemptNumber() {
        return getTaskInfo().attemptNumber();
    }
}
