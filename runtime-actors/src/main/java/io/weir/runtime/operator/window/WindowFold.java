package io.weir.runtime.operator.window;

import io.weir.api.function.AggregateFunction;
import io.weir.api.function.Function;
import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.serde.CodecRegistry;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import org.jspecify.annotations.Nullable;

/** How records become one value: a reduce or an aggregate, which look alike from here. What it keeps for a window is called an accumulator. */
abstract class WindowFold {
    private final OperatorContext context;
    private final CodecRegistry codecs;
    private final Ownership ownership;
    private @Nullable Class<?> checked;

    private WindowFold(OperatorContext context) {
        this.context = context;
        this.codecs = context.environment().codecs();
        this.ownership = new Ownership(codecs);
    }

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    static WindowFold of(Function function, OperatorContext context) {
        if (function instanceof ReduceFunction<?> reduce) {
            return new Reduced(context, (ReduceFunction<Object>) reduce);
        }
        return new Aggregated(context, (AggregateFunction<Object, Object, Object>) function);
    }

    /** Whether accumulators may be merged instead of adding values to each, without any difference. */
    abstract boolean isMergeable();

    /** The accumulator of one value. */
    abstract Object first(Object value) throws Exception;

    /** The accumulator with one more value; may change and return the one it was given. */
    abstract Object add(Object accumulator, Object value) throws Exception;

    /** Both; may change and return one of them. */
    abstract Object merge(Object first, Object second) throws Exception;

    /** An accumulator of those from one place up to another, which all stay as they are. Only if {@link #isMergeable}. */
    abstract Object sum(WindowCells cells, int from, int to) throws Exception;

    /** What an accumulator means. */
    abstract Object resultOf(Object accumulator) throws Exception;

    /** As {@link #resultOf}, of an accumulator that will go on changing: the result does not change with it. */
    final Object resultOfLiving(Object accumulator) throws Exception {
        return ownership.own(resultOf(accumulator));
    }

    /** A record for one of several accumulators, each of which may keep or change it. */
    final Object own(Object value) {
        return ownership.own(value);
    }

    /** Refuses an accumulator without codec, or null, when it is made. */
    final Object checked(@Nullable Object accumulator, String method) {
        if (accumulator == null) {
            throw UserCode.returnedNull(context, method);
        }
        if (accumulator.getClass() != checked) {
            codecs.codecFor(accumulator.getClass());
            checked = accumulator.getClass();
        }
        return accumulator;
    }

    private static final class Reduced extends WindowFold {
        private final ReduceFunction<Object> reduce;

        Reduced(OperatorContext context, ReduceFunction<Object> reduce) {
            super(context);
            this.reduce = reduce;
        }

        @Override
        boolean isMergeable() {
            return false;
        }

        @Override
        Object first(Object value) {
            return checked(value, "reduce");
        }

        @Override
        Object add(Object accumulator, Object value) throws Exception {
            return checked(reduce.reduce(accumulator, value), "reduce");
        }

        @Override
        Object merge(Object first, Object second) throws Exception {
            return checked(reduce.reduce(first, second), "reduce");
        }

        @Override
        Object sum(WindowCells cells, int from, int to) {
            throw new AssertionError("reduced values are not merged");
        }

        @Override
        Object resultOf(Object accumulator) {
            return accumulator;
        }
    }

    private static final class Aggregated extends WindowFold {
        private final AggregateFunction<Object, Object, Object> aggregate;

        Aggregated(OperatorContext context, AggregateFunction<Object, Object, Object> aggregate) {
            super(context);
            this.aggregate = aggregate;
        }

        @Override
        boolean isMergeable() {
            return aggregate instanceof MergeableAggregateFunction;
        }

        @Override
        Object first(Object value) {
            return checked(aggregate.add(value, aggregate.createAccumulator()), "add");
        }

        @Override
        Object add(Object accumulator, Object value) {
            return checked(aggregate.add(value, accumulator), "add");
        }

        @Override
        Object merge(Object first, Object second) {
            return checked(aggregate.merge(first, second), "merge");
        }

        @Override
        @SuppressWarnings("NullAway") // the caller's cells are full
        Object sum(WindowCells cells, int from, int to) {
            Object sum = aggregate.createAccumulator();
            for (int i = from; i < to; i++) {
                sum = aggregate.merge(sum, cells.accumulator(i));
            }
            return checked(sum, "merge");
        }

        @Override
        Object resultOf(Object accumulator) {
            return aggregate.getResult(accumulator);
        }
    }
}
