package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.field.FieldAggregate.Kind;
import io.weir.api.field.FieldRef;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.AllWindowFunction;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a whole stream; one subtask makes all of them. Results have the last millisecond of their window as timestamp. With a function that reduces or aggregates, a window keeps one value;
 * with {@code apply} and {@code process} alone it keeps all its records.
 */
public class AllWindowedStream<T, W extends Window> {
    private final KeyedStream<T, Byte> input;
    private final WindowDraft<T, W> windows;

    AllWindowedStream(KeyedStream<T, Byte> input, WindowAssigner<? super T, W> assigner) {
        this.input = input;
        this.windows = new WindowDraft<>(assigner);
    }

    /** When results are emitted, instead of the assigner's own way. */
    public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
        Argument.given(trigger, "trigger");
        windows.trigger(trigger);
        return this;
    }

    /** Which records take part in a result. The windows keep all their records then. */
    public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
        Argument.given(evictor, "evictor");
        windows.evictor(evictor);
        return this;
    }

    /** For so long after its end, by the watermark, a window still takes records; each gives a new result. 0 without this. */
    public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
        windows.allowedLateness(Argument.saturatedMillis(lateness, "lateness"));
        return this;
    }

    public AllWindowedStream<T, W> allowedLateness(Time lateness) {
        return allowedLateness(Argument.given(lateness, "lateness").toDuration());
    }

    /** Records that come too late for all their windows go to this side output; without it they are counted and dropped. */
    public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
        Argument.given(outputTag, "outputTag");
        windows.lateTag(outputTag);
        return this;
    }

    /** The window's records made one by {@code function}, which must be associative. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
        Argument.given(function, "function");
        return operator("Reduce", windows.reduce(function, null));
    }

    /** The reduced record goes to a function with key and window. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        Argument.given(reduceFunction, "reduceFunction");
        Argument.given(function, "function");
        return operator("Reduce", windows.reduce(reduceFunction, function));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            AllWindowFunction<T, R, W> function,
            @Nullable TypeInformation<R> resultType) {
        return reduce(reduceFunction, function);
    }

    /** The reduced record goes to a function with key, window and state. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
        Argument.given(reduceFunction, "reduceFunction");
        Argument.given(function, "function");
        return operator("Reduce", windows.reduce(reduceFunction, function));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            ProcessAllWindowFunction<T, R, W> function,
            @Nullable TypeInformation<R> resultType) {
        return reduce(reduceFunction, function);
    }

    /** One accumulator for each window; with a {@link io.weir.api.function.MergeableAggregateFunction} overlapping windows share them. */
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
        Argument.given(function, "function");
        return operator("Aggregate", windows.aggregate(function, null));
    }

    public <ACC, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, R> function,
            @Nullable TypeInformation<ACC> accumulatorType,
            @Nullable TypeInformation<R> resultType) {
        return aggregate(function);
    }

    /** The result of the aggregate goes to a function with key and window. */
    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, AllWindowFunction<V, R, W> windowFunction) {
        Argument.given(windowFunction, "windowFunction");
        Argument.given(aggFunction, "aggFunction");
        return operator("Aggregate", windows.aggregate(aggFunction, windowFunction));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction,
            AllWindowFunction<V, R, W> windowFunction,
            @Nullable TypeInformation<ACC> accumulatorType,
            @Nullable TypeInformation<R> resultType) {
        return aggregate(aggFunction, windowFunction);
    }

    /** The result of the aggregate goes to a function with key, window and state. */
    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, ProcessAllWindowFunction<V, R, W> windowFunction) {
        Argument.given(windowFunction, "windowFunction");
        Argument.given(aggFunction, "aggFunction");
        return operator("Aggregate", windows.aggregate(aggFunction, windowFunction));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction,
            ProcessAllWindowFunction<V, R, W> windowFunction,
            @Nullable TypeInformation<ACC> accumulatorType,
            @Nullable TypeInformation<V> aggResultType,
            @Nullable TypeInformation<R> resultType) {
        return aggregate(aggFunction, windowFunction);
    }

    /** All records of a window go to a function. */
    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
        Argument.given(function, "function");
        return operator("Apply", windows.elements(function));
    }

    public <R> SingleOutputStreamOperator<R> apply(
            AllWindowFunction<T, R, W> function, @Nullable TypeInformation<R> resultType) {
        return apply(function);
    }

    /** The old name of {@link #reduce(ReduceFunction, AllWindowFunction)}. */
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        Argument.given(reduceFunction, "reduceFunction");
        Argument.given(function, "function");
        return reduce(reduceFunction, function);
    }

    /** All records of a window go to a function that has state. */
    public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
        Argument.given(function, "function");
        return operator("Process", windows.elements(function));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessAllWindowFunction<T, R, W> function, @Nullable TypeInformation<R> resultType) {
        return process(function);
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return field(Kind.SUM, new FieldRef.At(positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        Argument.given(field, "field");
        return field(Kind.SUM, new FieldRef.Named(field));
    }

    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return field(Kind.MIN, new FieldRef.At(positionToMin));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        Argument.given(field, "field");
        return field(Kind.MIN, new FieldRef.Named(field));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return field(Kind.MAX, new FieldRef.At(positionToMax));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        Argument.given(field, "field");
        return field(Kind.MAX, new FieldRef.Named(field));
    }

    /** Of records with the same value, the first. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** Of records with the same value, the first. */
    public SingleOutputStreamOperator<T> minBy(String field) {
        return minBy(field, true);
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return field(first ? Kind.MIN_BY_FIRST : Kind.MIN_BY_LAST, new FieldRef.At(positionToMinBy));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        Argument.given(field, "field");
        return field(first ? Kind.MIN_BY_FIRST : Kind.MIN_BY_LAST, new FieldRef.Named(field));
    }

    /** Of records with the same value, the first. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** Of records with the same value, the first. */
    public SingleOutputStreamOperator<T> maxBy(String field) {
        return maxBy(field, true);
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return field(first ? Kind.MAX_BY_FIRST : Kind.MAX_BY_LAST, new FieldRef.At(positionToMaxBy));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        Argument.given(field, "field");
        return field(first ? Kind.MAX_BY_FIRST : Kind.MAX_BY_LAST, new FieldRef.Named(field));
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return input.getExecutionEnvironment();
    }

    private SingleOutputStreamOperator<T> field(Kind kind, FieldRef field) {
        return operator("Aggregation", windows.field(kind, field));
    }

    private <R> SingleOutputStreamOperator<R> operator(String what, OperatorSpec spec) {
        return input.<R>operator(windows.name(what), spec).forceNonParallel();
    }
}
