package io.weir.api.graph;

import io.weir.api.OutputTag;
import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.CoFlatMapFunction;
import io.weir.api.function.CoMapFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.FilterFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.Function;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator does, with the user's function. */
public sealed interface OperatorSpec extends Serializable {
    /** {@code strategy}: null if records and watermarks of the source are taken as they come. */
    record SourceSpec(Source<?, ?, ?> source, @Nullable WatermarkStrategy<?> strategy) implements OperatorSpec {}

    record SourceFunctionSpec(SourceFunction<?> function) implements OperatorSpec {}

    /** Event time: timestamps and watermarks of the strategy instead of those that came. */
    record AssignTimeSpec(WatermarkStrategy<?> strategy) implements OperatorSpec {}

    /**
     * Asks something outside for each record.
     *
     * @param timeoutMillis 0 for none
     * @param capacity how many records may wait, at least 1
     * @param ordered whether results leave in the order of the records
     * @param retry null if there is one attempt
     */
    record AsyncSpec(
            AsyncFunction<?, ?> function,
            long timeoutMillis,
            int capacity,
            boolean ordered,
            @Nullable AsyncRetryStrategy<?> retry)
            implements OperatorSpec {}

    record CoMapSpec(CoMapFunction<?, ?, ?> function) implements OperatorSpec {}

    record CoFlatMapSpec(CoFlatMapFunction<?, ?, ?> function) implements OperatorSpec {}

    record CoProcessSpec(CoProcessFunction<?, ?, ?> function) implements OperatorSpec {}

    record KeyedCoProcessSpec(KeyedCoProcessFunction<?, ?, ?, ?> function) implements OperatorSpec {}

    /** The second input is broadcast; {@code states} are what its side may write. */
    record BroadcastProcessSpec(BroadcastProcessFunction<?, ?, ?> function, List<MapStateDescriptor<?, ?>> states)
            implements OperatorSpec {}

    /** The first input is keyed, the second broadcast; {@code states} are what its side may write. */
    record KeyedBroadcastProcessSpec(
            KeyedBroadcastProcessFunction<?, ?, ?, ?> function, List<MapStateDescriptor<?, ?>> states)
            implements OperatorSpec {}

    /**
     * Pairs with {@code left.ts + lowerBound <= right.ts <= left.ts + upperBound}.
     *
     * @param lowerBound milliseconds
     * @param upperBound milliseconds; below {@code lowerBound} if bounds that are excluded leave nothing
     * @param leftLate where late records of the first input go; null if they are dropped
     * @param rightLate where late records of the second input go; null if they are dropped
     */
    record IntervalJoinSpec(
            ProcessJoinFunction<?, ?, ?> function,
            long lowerBound,
            long upperBound,
            @Nullable OutputTag<?> leftLate,
            @Nullable OutputTag<?> rightLate)
            implements OperatorSpec {}

    record MapSpec(MapFunction<?, ?> function) implements OperatorSpec {}

    record FlatMapSpec(FlatMapFunction<?, ?> function) implements OperatorSpec {}

    record FilterSpec(FilterFunction<?> function) implements OperatorSpec {}

    record ProcessSpec(ProcessFunction<?, ?> function) implements OperatorSpec {}

    record KeyedProcessSpec(KeyedProcessFunction<?, ?, ?> function) implements OperatorSpec {}

    /** Keyed running reduce; every update is emitted. */
    record ReduceSpec(ReduceFunction<?> function) implements OperatorSpec {}

    /**
     * The windows of a keyed stream.
     *
     * @param fold a ReduceFunction or AggregateFunction; null if windows keep all their records
     * @param function a WindowFunction, AllWindowFunction, ProcessWindowFunction or ProcessAllWindowFunction; null if what {@code fold} made
     *     is the result
     * @param allowedLatenessMillis at least 0
     * @param lateTag where records go that are too late; null if they are dropped
     */
    record WindowSpec(
            WindowAssigner<?, ?> assigner,
            Trigger<?, ?> trigger,
            @Nullable Evictor<?, ?> evictor,
            @Nullable Function fold,
            @Nullable Function function,
            long allowedLatenessMillis,
            @Nullable OutputTag<?> lateTag)
            implements OperatorSpec {
        /**
         * Whether a window only keeps one value, and gives its result when event time passes its end. With lateness, a process function is told
         * when each window is cleared, which only an operator that keeps them one by one knows.
         */
        public boolean isAggregatedAtTheEnd() {
            boolean told = function instanceof ProcessWindowFunction<?, ?, ?, ?>
                    || function instanceof ProcessAllWindowFunction<?, ?, ?>;
            return fold != null
                    && evictor == null
                    && trigger instanceof EventTimeTrigger
                    && (!told || allowedLatenessMillis == 0);
        }
    }

    record SinkSpec(Sink<?> sink) implements OperatorSpec {}

    record SinkFunctionSpec(SinkFunction<?> function) implements OperatorSpec {}

    /** The user's object: the function, source or sink; or this, if there are several. */
    default Serializable userObject() {
        if (this instanceof SourceSpec spec) {
            return spec.strategy == null ? spec.source : spec;
        } else if (this instanceof SourceFunctionSpec spec) {
            return spec.function;
        } else if (this instanceof AssignTimeSpec spec) {
            return spec.strategy;
        } else if (this instanceof AsyncSpec spec) {
            return spec.retry == null ? spec.function : spec;
        } else if (this instanceof CoMapSpec spec) {
            return spec.function;
        } else if (this instanceof CoFlatMapSpec spec) {
            return spec.function;
        } else if (this instanceof CoProcessSpec spec) {
            return spec.function;
        } else if (this instanceof KeyedCoProcessSpec spec) {
            return spec.function;
        } else if (this instanceof BroadcastProcessSpec spec) {
            return spec.function;
        } else if (this instanceof KeyedBroadcastProcessSpec spec) {
            return spec.function;
        } else if (this instanceof IntervalJoinSpec spec) {
            return spec.function;
        } else if (this instanceof MapSpec spec) {
            return spec.function;
        } else if (this instanceof FlatMapSpec spec) {
            return spec.function;
        } else if (this instanceof FilterSpec spec) {
            return spec.function;
        } else if (this instanceof ProcessSpec spec) {
            return spec.function;
        } else if (this instanceof KeyedProcessSpec spec) {
            return spec.function;
        } else if (this instanceof ReduceSpec spec) {
            return spec.function;
        } else if (this instanceof WindowSpec spec) {
            return spec; // several objects of the user
        } else if (this instanceof SinkSpec spec) {
            return spec.sink;
        } else if (this instanceof SinkFunctionSpec spec) {
            return spec.function;
        }
        throw new AssertionError(getClass());
    }

    default boolean isSource() {
        return this instanceof SourceSpec || this instanceof SourceFunctionSpec;
    }

    default boolean isSink() {
        return this instanceof SinkSpec || this instanceof SinkFunctionSpec;
    }
}
