package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import io.weir.api.argument.Argument;
import io.weir.api.field.FieldAggregate;
import io.weir.api.field.FieldAggregate.Kind;
import io.weir.api.field.FieldRef;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.operator.KeyedProcessSpec;
import io.weir.api.graph.operator.ReduceSpec;
import io.weir.api.time.Time;
import io.weir.api.window.GlobalWindow;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.CountEvictor;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import java.util.List;

/**
 * A stream parted by key. Operators directly on it have state of the key. Aggregates emit every update: the running result after each
 * record. {@code sum}, {@code min} and {@code max} keep the other fields of the key's first record; {@code minBy} and {@code maxBy} keep
 * the whole record.
 */
public class KeyedStream<T, K> extends DataStream<T> {
    private final KeySelector<T, K> key;

    KeyedStream(StreamExecutionEnvironment environment, List<Input> inputs, KeySelector<T, K> key) {
        super(
                environment,
                inputs.stream()
                        .map(input -> input.partitionedBy(new Partitioning.KeyGroups(key)))
                        .toList());
        this.key = key;
    }

    public KeySelector<T, K> getKeySelector() {
        return key;
    }

    /** Keeps one record for each key: what the function made of all so far. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        Argument.given(reducer, "reducer");
        return operator("Keyed Reduce", new ReduceSpec(reducer));
    }

    /** Pairs records of this stream with those of another that have the same key and an event time within bounds of theirs. */
    public <T1> IntervalJoin<T, T1, K> intervalJoin(KeyedStream<T1, K> otherStream) {
        Argument.given(otherStream, "otherStream");
        return new IntervalJoin<>(this, otherStream);
    }

    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<K, T, R> keyedProcessFunction) {
        Argument.given(keyedProcessFunction, "keyedProcessFunction");
        return operator("KeyedProcess", new KeyedProcessSpec(keyedProcessFunction));
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return aggregate(Kind.SUM, new FieldRef.At(positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        Argument.given(field, "field");
        return aggregate(Kind.SUM, new FieldRef.Named(field));
    }

    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return aggregate(Kind.MIN, new FieldRef.At(positionToMin));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        Argument.given(field, "field");
        return aggregate(Kind.MIN, new FieldRef.Named(field));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return aggregate(Kind.MAX, new FieldRef.At(positionToMax));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        Argument.given(field, "field");
        return aggregate(Kind.MAX, new FieldRef.Named(field));
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
        return aggregate(first ? Kind.MIN_BY_FIRST : Kind.MIN_BY_LAST, new FieldRef.At(positionToMinBy));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        Argument.given(field, "field");
        return aggregate(first ? Kind.MIN_BY_FIRST : Kind.MIN_BY_LAST, new FieldRef.Named(field));
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
        return aggregate(first ? Kind.MAX_BY_FIRST : Kind.MAX_BY_LAST, new FieldRef.At(positionToMaxBy));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        Argument.given(field, "field");
        return aggregate(first ? Kind.MAX_BY_FIRST : Kind.MAX_BY_LAST, new FieldRef.Named(field));
    }

    /** Cuts the records of each key into windows. */
    public <W extends Window> WindowedStream<T, K, W> window(WindowAssigner<? super T, W> assigner) {
        Argument.given(assigner, "assigner");
        return new WindowedStream<>(this, assigner);
    }

    /** The old name of {@code window(TumblingEventTimeWindows.of(size))}; by the clock if the environment's time characteristic says so, or the program assigns no time. */
    public WindowedStream<T, K, TimeWindow> timeWindow(Time size) {
        Argument.given(size, "size");
        return isByTheClock()
                ? window(TumblingProcessingTimeWindows.of(size))
                : window(getExecutionEnvironment()
                        .byEventTimeOr(TumblingEventTimeWindows.of(size), TumblingProcessingTimeWindows.of(size)));
    }

    /** The old name of {@code window(SlidingEventTimeWindows.of(size, slide))}; by the clock if the environment's time characteristic says so, or the program assigns no time. */
    public WindowedStream<T, K, TimeWindow> timeWindow(Time size, Time slide) {
        Argument.given(size, "size");
        Argument.given(slide, "slide");
        return isByTheClock()
                ? window(SlidingProcessingTimeWindows.of(size, slide))
                : window(getExecutionEnvironment()
                        .byEventTimeOr(
                                SlidingEventTimeWindows.of(size, slide), SlidingProcessingTimeWindows.of(size, slide)));
    }

    /** Windows of so many records of a key. The last ones, if fewer, give no result. */
    public WindowedStream<T, K, GlobalWindow> countWindow(long size) {
        Argument.positive(size, "size");
        return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** After each {@code slide} records of a key, a window of its last {@code size} ones. */
    public WindowedStream<T, K, GlobalWindow> countWindow(long size, long slide) {
        Argument.positive(size, "size");
        Argument.positive(slide, "slide");
        return window(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    @Override
    KeySelector<T, K> stateKey() {
        return key;
    }

    private SingleOutputStreamOperator<T> aggregate(Kind kind, FieldRef field) {
        return operator("Keyed Aggregation", new ReduceSpec(new FieldAggregate<T>(kind, field)));
    }
}
