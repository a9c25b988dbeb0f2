package io.weir.runtime.operator;

import io.weir.api.ExecutionConfig;
import io.weir.api.accumulator.Accumulator;
import io.weir.api.accumulator.DoubleCounter;
import io.weir.api.accumulator.Histogram;
import io.weir.api.accumulator.IntCounter;
import io.weir.api.accumulator.LongCounter;
import io.weir.api.function.DistributedCache;
import io.weir.api.function.JobInfo;
import io.weir.api.function.RuntimeContext;
import io.weir.api.function.TaskInfo;
import io.weir.api.metrics.OperatorMetricGroup;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.FrameworkState;
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
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rich function sees of its subtask. */
public final class OperatorRuntimeContext implements RuntimeContext, KeyedStateStore {
    private final OperatorContext context;

    public OperatorRuntimeContext(OperatorContext context) {
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
    public Map<String, String> getGlobalJobParameters() {
        return context.settings().globalJobParameters();
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return ExecutionConfig.onWorker(context.settings());
    }

    @Override
    public DistributedCache getDistributedCache() {
        return new DistributedCache(context.settings().cachedFiles());
    }

    @Override
    public OperatorMetricGroup getMetricGroup() {
        return context.metrics().root();
    }

    @Override
    public <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator) {
        context.accumulators().add(name, accumulator);
    }

    @Override
    @SuppressWarnings("unchecked") // the program knows what it added, as in Flink
    public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
        return (Accumulator<V, A>) context.accumulators().get(name);
    }

    @Override
    public IntCounter getIntCounter(String name) {
        return context.accumulators().getOrAdd(name, IntCounter.class, IntCounter::new);
    }

    @Override
    public LongCounter getLongCounter(String name) {
        return context.accumulators().getOrAdd(name, LongCounter.class, LongCounter::new);
    }

    @Override
    public DoubleCounter getDoubleCounter(String name) {
        return context.accumulators().getOrAdd(name, DoubleCounter.class, DoubleCounter::new);
    }

    @Override
    public Histogram getHistogram(String name) {
        return context.accumulators().getOrAdd(name, Histogram.class, Histogram::new);
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
        FrameworkState.refuse(state);
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
