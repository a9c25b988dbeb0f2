package io.weir.api.function;

import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/** What a rich function sees of its subtask. Confined to the subtask's thread. State is of the current key; it needs a keyed stream. */
public interface RuntimeContext {
    TaskInfo getTaskInfo();

    JobInfo getJobInfo();

    ClassLoader getUserCodeClassLoader();

    <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor);

    <T> ListState<T> getListState(ListStateDescriptor<T> descriptor);

    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor);

    <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(AggregatingStateDescriptor<IN, ACC, OUT> descriptor);

    <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor);

    default String getTaskName() {
        return getTaskInfo().taskName();
    }

    default String getTaskNameWithSubtasks() {
        return getTaskInfo().getTaskNameWithSubtasks();
    }

    /** From 0. */
    default int getIndexOfThisSubtask() {
        return getTaskInfo().indexOfThisSubtask();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().numberOfParallelSubtasks();
    }

    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().maxNumberOfParallelSubtasks();
    }

    /** From 0, one more after each restart. */
    default int getAttemptNumber() {
        return getTaskInfo().attemptNumber();
    }
}
