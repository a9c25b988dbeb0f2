package io.weir.runtime.subtask;

import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceSplit;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.CoFlatMapFunction;
import io.weir.api.function.CoMapFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.FilterFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.operator.AssignTimeSpec;
import io.weir.api.graph.operator.AsyncSpec;
import io.weir.api.graph.operator.BroadcastProcessSpec;
import io.weir.api.graph.operator.CoFlatMapSpec;
import io.weir.api.graph.operator.CoMapSpec;
import io.weir.api.graph.operator.CoProcessSpec;
import io.weir.api.graph.operator.FilterSpec;
import io.weir.api.graph.operator.FlatMapSpec;
import io.weir.api.graph.operator.IntervalJoinSpec;
import io.weir.api.graph.operator.KeyedBroadcastProcessSpec;
import io.weir.api.graph.operator.KeyedCoProcessSpec;
import io.weir.api.graph.operator.KeyedProcessSpec;
import io.weir.api.graph.operator.MapSpec;
import io.weir.api.graph.operator.OpenSpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.graph.operator.ProcessSpec;
import io.weir.api.graph.operator.ReduceSpec;
import io.weir.api.graph.operator.SinkFunctionSpec;
import io.weir.api.graph.operator.SinkSpec;
import io.weir.api.graph.operator.SourceFunctionSpec;
import io.weir.api.graph.operator.SourceSpec;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.StreamOperatorFactory;
import io.weir.runtime.operator.async.AsyncOperator;
import io.weir.runtime.operator.function.BroadcastProcessOperator;
import io.weir.runtime.operator.function.CoFlatMapOperator;
import io.weir.runtime.operator.function.CoMapOperator;
import io.weir.runtime.operator.function.CoProcessOperator;
import io.weir.runtime.operator.function.FilterOperator;
import io.weir.runtime.operator.function.FlatMapOperator;
import io.weir.runtime.operator.function.IntervalJoinOperator;
import io.weir.runtime.operator.function.KeyedBroadcastProcessOperator;
import io.weir.runtime.operator.function.KeyedCoProcessOperator;
import io.weir.runtime.operator.function.KeyedProcessOperator;
import io.weir.runtime.operator.function.MapOperator;
import io.weir.runtime.operator.function.ProcessOperator;
import io.weir.runtime.operator.function.ReduceOperator;
import io.weir.runtime.operator.sink.SinkFunctionOperator;
import io.weir.runtime.operator.sink.SinkOperator;
import io.weir.runtime.operator.source.AssignTimeOperator;
import io.weir.runtime.operator.source.ReaderOperator;
import io.weir.runtime.operator.source.SourceFunctionOperator;
import io.weir.runtime.operator.window.WindowOperators;
import io.weir.runtime.output.Output;

/** Makes the operator that a spec of the job graph describes. */
@SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
public final class Operators implements OperatorSpec.Kinds<StreamOperator> {
    private final OperatorContext context;
    private final Output output;

    private Operators(OperatorContext context, Output output) {
        this.context = context;
        this.output = output;
    }

    /** Makes an operator; {@code spec} is a copy of this subtask's own, because functions keep state in their fields. */
    public static StreamOperator create(OperatorSpec spec, OperatorContext context, Output output) {
        return spec.accept(new Operators(context, output));
    }

    @Override
    public StreamOperator source(SourceSpec spec) {
        return new ReaderOperator<>(
                context, output, (Source<Object, SourceSplit, ?>) spec.source(), (WatermarkStrategy<Object>)
                        spec.strategy());
    }

    @Override
    public StreamOperator sourceFunction(SourceFunctionSpec spec) {
        return new SourceFunctionOperator(context, output, (SourceFunction<Object>) spec.function());
    }

    @Override
    public StreamOperator assignTime(AssignTimeSpec spec) {
        return new AssignTimeOperator(context, output, (WatermarkStrategy<Object>) spec.strategy());
    }

    @Override
    public StreamOperator async(AsyncSpec spec) {
        return new AsyncOperator(context, output, spec);
    }

    @Override
    public StreamOperator coMap(CoMapSpec spec) {
        return new CoMapOperator(context, output, (CoMapFunction<Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator coFlatMap(CoFlatMapSpec spec) {
        return new CoFlatMapOperator(context, output, (CoFlatMapFunction<Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator coProcess(CoProcessSpec spec) {
        return new CoProcessOperator(context, output, (CoProcessFunction<Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator keyedCoProcess(KeyedCoProcessSpec spec) {
        return new KeyedCoProcessOperator(
                context, output, (KeyedCoProcessFunction<Object, Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator broadcastProcess(BroadcastProcessSpec spec) {
        return new BroadcastProcessOperator(
                context, output, (BroadcastProcessFunction<Object, Object, Object>) spec.function(), spec.states());
    }

    @Override
    public StreamOperator keyedBroadcastProcess(KeyedBroadcastProcessSpec spec) {
        return new KeyedBroadcastProcessOperator(
                context,
                output,
                (KeyedBroadcastProcessFunction<Object, Object, Object, Object>) spec.function(),
                spec.states());
    }

    @Override
    public StreamOperator intervalJoin(IntervalJoinSpec spec) {
        return new IntervalJoinOperator(
                context, output, spec, (ProcessJoinFunction<Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator map(MapSpec spec) {
        return new MapOperator(context, output, (MapFunction<Object, Object>) spec.function());
    }

    @Override
    public StreamOperator flatMap(FlatMapSpec spec) {
        return new FlatMapOperator(context, output, (FlatMapFunction<Object, Object>) spec.function());
    }

    @Override
    public StreamOperator filter(FilterSpec spec) {
        return new FilterOperator(context, output, (FilterFunction<Object>) spec.function());
    }

    @Override
    public StreamOperator process(ProcessSpec spec) {
        return new ProcessOperator(context, output, (ProcessFunction<Object, Object>) spec.function());
    }

    @Override
    public StreamOperator keyedProcess(KeyedProcessSpec spec) {
        return new KeyedProcessOperator(
                context, output, (KeyedProcessFunction<Object, Object, Object>) spec.function());
    }

    @Override
    public StreamOperator reduce(ReduceSpec spec) {
        return new ReduceOperator(context, output, (ReduceFunction<Object>) spec.function());
    }

    @Override
    public StreamOperator window(WindowSpec spec) {
        return WindowOperators.create(spec, context, output);
    }

    @Override
    public StreamOperator sink(SinkSpec spec) {
        return new SinkOperator(context, (Sink<Object>) spec.sink());
    }

    @Override
    public StreamOperator sinkFunction(SinkFunctionSpec spec) {
        return new SinkFunctionOperator(context, (SinkFunction<Object>) spec.function());
    }

    @Override
    public StreamOperator open(OpenSpec spec) {
        if (spec.factory() instanceof StreamOperatorFactory factory) {
            return factory.create(context, output);
        }
        throw new WeirException(
                FailureKind.BAD_JOB,
                "[API-285] " + context.description() + " cannot be made. Its factory, "
                        + spec.factory().getClass().getName() + ", makes nothing that runs here. Let it implement "
                        + StreamOperatorFactory.class.getName() + ".");
    }
}
