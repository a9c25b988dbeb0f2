package io.weir.runtime.operator.sink;

import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.function.TaskInfo;
import io.weir.api.time.ProcessingClock;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import java.util.OptionalLong;

/** What a sink's writer and committer see of their subtask. */
record SinkInitContext(OperatorContext context) implements WriterInitContext, CommitterInitContext {
    @Override
    public TaskInfo getTaskInfo() {
        return context.taskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        OperatorRestore restore = context.restore();
        return restore == null ? OptionalLong.empty() : OptionalLong.of(restore.checkpoint());
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return context.environment().userLoader();
    }

    @Override
    public String jobId() {
        return context.environment().jobId();
    }

    @Override
    public String operatorId() {
        return context.node().operatorId();
    }

    @Override
    public ProcessingClock clock() {
        return context.clock();
    }
}
