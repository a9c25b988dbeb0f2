package io.weir.runtime.operator;

import io.weir.api.function.JobInfo;
import io.weir.api.function.RuntimeContext;
import io.weir.api.function.TaskInfo;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.state.KeyedStateBackend;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a rich function sees of its subtask. */
final class OperatorRuntimeContext implements RuntimeContext, KeyedStateStore {
    private final OperatorContext context;

    OperatorRuntimeContext(OperatorContext context) {
        this.context = context;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return context.taskInfo();
    }

    @Override
    public JobInfo getJobInfo() {
        return context.jobInfo();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return context.environment().userLoader();
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
        return keyed(descriptor.getName()).getValueState(descriptor);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
        return keyed(descriptor.getName()).getListState(descriptor);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
        return keyed(descriptor.getName()).getReducingState(descriptor);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> descriptor) {
        return keyed(descriptor.getName()).getAggregatingState(descriptor);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor) {
        return keyed(descriptor.getName()).getMapState(descriptor);
    }

    private KeyedStateBackend keyed(String state) {
        if (!context.isKeyed()) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-111] " + context.description() + " asked for the keyed state '" + state
                            + "', but its stream has no keys. Call keyBy(...) before it, or use operator state (CheckpointedFunction).");
        }
        try {
            return context.keyedState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
