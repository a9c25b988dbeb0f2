package io.weir.api.connector;

import io.weir.api.function.TaskInfo;
import io.weir.api.time.ProcessingClock;
import java.util.OptionalLong;

/** What a committer sees of its subtask. */
public interface CommitterInitContext {
    TaskInfo getTaskInfo();

    /** Present after a restart from a checkpoint. */
    OptionalLong getRestoredCheckpointId();

    ClassLoader getUserCodeClassLoader();

    String jobId();

    /** The operator's id, the same in each attempt: 32 hex digits. */
    String operatorId();

    ProcessingClock clock();
}
