package io.weir.runtime.operator;

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
import io.weir.api.graph.OperatorSpec;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.output.Output;

/** Makes the operator that a spec of the job graph describes. */
public final class Operators {
    private Operators() {}

    /** Makes an operator; {@code spec} is a copy of this subtask's own, because functions keep state in their fields. */
    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    public static StreamOperator create(OperatorSpec spec, OperatorContext context, Output output) {
        if (spec instanceof OperatorSpec.MapSpec map) {
            return new MapOperator(context, output, (MapFunction<Object, Object>) map.function());
        }
        if (spec instanceof OperatorSpec.AssignTimeSpec assign) {
            return new AssignTimeOperator(context, output, (WatermarkStrategy<Object>) assign.strategy());
        }
        if (spec instanceof OperatorSpec.AsyncSpec async) {
            return new AsyncOperator(context, output, async);
        }
        if (spec instanceof OperatorSpec.CoMapSpec map) {
            return new CoMapOperator(context, output, (CoMapFunction<Object, Object, Object>) map.function());
        }
        if (spec instanceof OperatorSpec.CoFlatMapSpec flatMap) {
            return new CoFlatMapOperator(
                    context, output, (CoFlatMapFunction<Object, Object, Object>) flatMap.function());
        }
        if (spec instanceof OperatorSpec.CoProcessSpec process) {
            return new CoProcessOperator(
                    context, output, (CoProcessFunction<Object, Object, Object>) process.function());
        }
        if (spec instanceof OperatorSpec.KeyedCoProcessSpec process) {
            return new KeyedCoProcessOperator(
                    context, output, (KeyedCoProcessFunction<Object, Object, Object, Object>) process.function());
        }
        if (spec instanceof OperatorSpec.BroadcastProcessSpec process) {
            return new BroadcastProcessOperator(
                    context,
                    output,
                    (BroadcastProcessFunction<Object, Object, Object>) process.function(),
                    process.states());
        }
        if (spec instanceof OperatorSpec.KeyedBroadcastProcessSpec process) {
            return new KeyedBroadcastProcessOperator(
                    context,
                    output,
                    (KeyedBroadcastProcessFunction<Object, Object, Object, Object>) process.function(),
                    process.states());
        }
        if (spec instanceof OperatorSpec.IntervalJoinSpec join) {
            return new IntervalJoinOperator(
                    context, output, join, (ProcessJoinFunction<Object, Object, Object>) join.function());
        }
        if (spec instanceof OperatorSpec.FlatMapSpec flatMap) {
            return new FlatMapOperator(context, output, (FlatMapFunction<Object, Object>) flatMap.function());
        }
        if (spec instanceof OperatorSpec.FilterSpec filter) {
            return new FilterOperator(context, output, (FilterFunction<Object>) filter.function());
        }
        if (spec instanceof OperatorSpec.ProcessSpec process) {
            return new ProcessOperator(context, output, (ProcessFunction<Object, Object>) process.function());
        }
        if (spec instanceof OperatorSpec.KeyedProcessSpec process) {
            return new KeyedProcessOperator(
                    context, output, (KeyedProcessFunction<Object, Object, Object>) process.function());
        }
        if (spec instanceof OperatorSpec.ReduceSpec reduce) {
            return new ReduceOperator(context, output, (ReduceFunction<Object>) reduce.function());
        }
        if (spec instanceof OperatorSpec.WindowSpec windows) {
            return WindowOperators.create(windows, context, output);
        }
        if (spec instanceof OperatorSpec.SinkSpec sink) {
            return new SinkOperator(context, (Sink<Object>) sink.sink());
        }
        if (spec instanceof OperatorSpec.SinkFunctionSpec sink) {
            return new SinkFunctionOperator(context, (SinkFunction<Object>) sink.function());
        }
        if (spec instanceof OperatorSpec.SourceSpec source) {
            return new ReaderOperator<>(
                    context, output, (Source<Object, SourceSplit, ?>) source.source(), (WatermarkStrategy<Object>)
                            source.strategy());
        }
        if (spec instanceof OperatorSpec.SourceFunctionSpec source) {
            return new SourceFunctionOperator(context, output, (SourceFunction<Object>) source.function());
        }
        throw new AssertionError(spec.getClass());
    }
}
