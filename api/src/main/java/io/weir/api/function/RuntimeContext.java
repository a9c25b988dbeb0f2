package io.weir.api.function;

import io.weir.api.ExecutionConfig;
import io.weir.api.accumulator.Accumulator;
import io.weir.api.accumulator.DoubleCounter;
import io.weir.api.accumulator.Histogram;
import io.weir.api.accumulator.IntCounter;
import io.weir.api.accumulator.LongCounter;
import io.weir.api.metrics.OperatorMetricGroup;
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
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rich function sees of its subtask. Confined to the subtask's thread. State is of the current key; it needs a keyed stream. */
public interface RuntimeContext {
    TaskInfo getTaskInfo();

    JobInfo getJobInfo();

    ClassLoader getUserCodeClassLoader();

    /** Of the program: {@code env.getConfig().setGlobalJobParameters(...)}; empty if there are none. */
    Map<String, String> getGlobalJobParameters();

    /** What the program set: parameters, interval of watermarks, restart strategy. Changing it has no effect here. */
    ExecutionConfig getExecutionConfig();

    /** What {@code env.registerCachedFile} made known. */
    DistributedCache getDistributedCache();

    /** Numbers of this operator that {@code ./weir status} shows. */
    OperatorMetricGroup getMetricGroup();

    /**
     * Makes an accumulator known; what was restored under its name is put into it. In {@code open}, or later.
     *
     * @throws RuntimeException [API-195] if this operator has one of that name
     */
    <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

    /** The accumulator that was added under the name in this operator; null if there is none. */
    @Nullable
    <V, A extends Serializable> Accumulator<V, A> getAccumulator(String name);

    /** The counter of that name, added if there is none. */
    IntCounter getIntCounter(String name);

    /** The counter of that name, added if there is none. */
    LongCounter getLongCounter(String name);

    /** The counter of that name, added if there is none. */
    DoubleCounter getDoubleCounter(String name);

    /** The histogram of that name, added if there is none. */
    Histogram getHistogram(String name);

    <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor);

    <T> ListState<T> getListState(ListStateDescriptor<T> descriptor);

    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor);

    <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(AggregatingStateDescriptor<IN, ACC, OUT> descriptor);

    <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor);

    default String getJobId() {
        return getJobInfo().jobId();
    }

    /** What the program chose; records go by reference in any case. */
    default boolean isObjectReuseEnabled() {
        return getExecutionConfig().isObjectReuseEnabled();
    }

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
