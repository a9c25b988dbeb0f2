package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.graph.operator.IntervalJoinSpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Two keyed streams whose records are paired if their keys are equal and their event times close. Made by {@link KeyedStream#intervalJoin}.
 */
public class IntervalJoin<T1, T2, KEY> {
    private final KeyedStream<T1, KEY> left;
    private final KeyedStream<T2, KEY> right;

    IntervalJoin(KeyedStream<T1, KEY> left, KeyedStream<T2, KEY> right) {
        TwoInputs.check(left, right);
        this.left = left;
        this.right = right;
    }

    /** The only clock there is for it, and the one it starts with. */
    public IntervalJoin<T1, T2, KEY> inEventTime() {
        return this;
    }

    /**
     * Not possible, as in Flink.
     *
     * @throws UnsupportedOperationException [API-184] always
     */
    public IntervalJoin<T1, T2, KEY> inProcessingTime() {
        throw new UnsupportedOperationException(
                "[API-184] An interval join works in event time only. When records arrive "
                        + "says nothing about which belong together. Give them timestamps with assignTimestampsAndWatermarks, "
                        + "or use connect(...).process(...) with timers of processing time.");
    }

    /**
     * Pairs records with {@code left.ts + lowerBound <= right.ts <= left.ts + upperBound}.
     *
     * @throws IllegalArgumentException [API-184] if the lower bound is above the upper one
     */
    public IntervalJoined<T1, T2, KEY> between(Duration lowerBound, Duration upperBound) {
        return new IntervalJoined<>(
                left, right, Argument.millis(lowerBound, "lowerBound"), Argument.millis(upperBound, "upperBound"));
    }

    /** As {@link #between(Duration, Duration)}. */
    public IntervalJoined<T1, T2, KEY> between(Time lowerBound, Time upperBound) {
        return between(
                Argument.given(lowerBound, "lowerBound").toDuration(),
                Argument.given(upperBound, "upperBound").toDuration());
    }

    /** An interval join with its bounds; both belong to the interval unless said otherwise. */
    public static class IntervalJoined<IN1, IN2, K> {
        private final KeyedStream<IN1, K> left;
        private final KeyedStream<IN2, K> right;
        private final long lowerBound;
        private final long upperBound;
        private boolean lowerBoundInclusive = true;
        private boolean upperBoundInclusive = true;
        private @Nullable OutputTag<IN1> leftLate;
        private @Nullable OutputTag<IN2> rightLate;

        IntervalJoined(KeyedStream<IN1, K> left, KeyedStream<IN2, K> right, long lowerBound, long upperBound) {
            if (lowerBound > upperBound) {
                throw new IllegalArgumentException("[API-184] An interval from " + lowerBound + " ms to " + upperBound
                        + " ms holds nothing. The lower bound of an interval join comes first. Exchange the two.");
            }
            this.left = left;
            this.right = right;
            this.lowerBound = lowerBound;
            this.upperBound = upperBound;
        }

        /** Records whose distance is the upper bound are not paired. */
        public IntervalJoined<IN1, IN2, K> upperBoundExclusive() {
            upperBoundInclusive = false;
            return this;
        }

        /** Records whose distance is the lower bound are not paired. */
        public IntervalJoined<IN1, IN2, K> lowerBoundExclusive() {
            lowerBoundInclusive = false;
            return this;
        }

        /** Where records of the left stream go that are behind the watermark; else they are dropped and counted. */
        public IntervalJoined<IN1, IN2, K> sideOutputLeftLateData(OutputTag<IN1> outputTag) {
            Argument.given(outputTag, "outputTag");
            leftLate = outputTag;
            return this;
        }

        /** Where records of the right stream go that are behind the watermark; else they are dropped and counted. */
        public IntervalJoined<IN1, IN2, K> sideOutputRightLateData(OutputTag<IN2> outputTag) {
            Argument.given(outputTag, "outputTag");
            rightLate = outputTag;
            return this;
        }

        public <OUT> SingleOutputStreamOperator<OUT> process(ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction) {
            Argument.given(processJoinFunction, "processJoinFunction");
            long lowest = lowerBoundInclusive ? lowerBound : SaturatedTime.plus(lowerBound, 1);
            long highest = upperBoundInclusive ? upperBound : SaturatedTime.minus(upperBound, 1);
            OperatorSpec spec = new IntervalJoinSpec(processJoinFunction, lowest, highest, leftLate, rightLate);
            return TwoInputs.operator("Interval Join", spec, left, right, left.stateKey(), right.stateKey());
        }

        /** The type is accepted where Flink programs have it; it is not needed. */
        public <OUT> SingleOutputStreamOperator<OUT> process(
                ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction, @Nullable TypeInformation<OUT> outputType) {
            return process(processJoinFunction);
        }
    }
}
