package io.weir.runtime.operator.function;

import io.weir.api.OutputTag;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.graph.operator.IntervalJoinSpec;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.TimestampedCollector;
import io.weir.runtime.operator.TwoInputOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs records of two keyed inputs with {@code left.ts + lower <= right.ts <= left.ts + upper}. Both sides are kept, by timestamp, until the
 * watermark says that nothing can come any more that they pair with. A record is late if its timestamp is below the watermark; unlike for
 * windows, one that equals it is not.
 */
public final class IntervalJoinOperator extends TwoInputOperator<ProcessJoinFunction<Object, Object, Object>> {
    private static final String LEFT = "left";
    private static final String RIGHT = "right";

    private final long lower;
    private final long upper;
    private final @Nullable OutputTag<?> leftLate;
    private final @Nullable OutputTag<?> rightLate;
    private final Ownership ownership;
    private final Pair pair = new Pair();
    private final TimestampedCollector collector;
    private @Nullable MapState<Long, List<Object>> left;
    private @Nullable MapState<Long, List<Object>> right;
    private @Nullable InternalTimerService timers;

    public IntervalJoinOperator(
            OperatorContext context,
            Output output,
            IntervalJoinSpec spec,
            ProcessJoinFunction<Object, Object, Object> function) {
        super(context, output, function);
        this.ownership = new Ownership(context.environment().codecs());
        this.lower = spec.lowerBound();
        this.upper = spec.upperBound();
        this.leftLate = spec.leftLate();
        this.rightLate = spec.rightLate();
        this.collector = new TimestampedCollector(context, output, "processElement");
    }

    @Override
    public void open() throws Exception {
        left = context.keyedState()
                .getOwnMapState(new MapStateDescriptor<>(FrameworkState.named("interval-join-left")));
        right = context.keyedState()
                .getOwnMapState(new MapStateDescriptor<>(FrameworkState.named("interval-join-right")));
        timers = context.timers("interval-join", this::onTimer);
        super.open();
    }

    @Override
    protected void first(Object value, long timestamp) {
        selectKey(value);
        if (isLate(timestamp)) {
            late(leftLate, value, timestamp);
            return;
        }
        try {
            onLeft(value, timestamp);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    protected void second(Object value, long timestamp) {
        selectSecondKey(value);
        if (isLate(timestamp)) {
            late(rightLate, value, timestamp);
            return;
        }
        try {
            onRight(value, timestamp);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before the first record
    private void onLeft(Object value, long timestamp) throws Exception {
        keep(left, value, timestamp);
        for (Map.Entry<Long, List<Object>> bucket : right.entries()) {
            long other = bucket.getKey();
            if (other >= SaturatedTime.plus(timestamp, lower) && other <= SaturatedTime.plus(timestamp, upper)) {
                for (Object match : bucket.getValue()) {
                    join(value, match, timestamp, other);
                }
            }
        }
        // a right record up to timestamp + upper may still come
        timers.registerEventTimeTimer(LEFT, upper > 0 ? SaturatedTime.plus(timestamp, upper) : timestamp);
    }

    @SuppressWarnings("NullAway") // as above
    private void onRight(Object value, long timestamp) throws Exception {
        keep(right, value, timestamp);
        for (Map.Entry<Long, List<Object>> bucket : left.entries()) {
            long other = bucket.getKey();
            if (timestamp >= SaturatedTime.plus(other, lower) && timestamp <= SaturatedTime.plus(other, upper)) {
                for (Object match : bucket.getValue()) {
                    join(match, value, other, timestamp);
                }
            }
        }
        // a left record up to timestamp - lower may still come
        timers.registerEventTimeTimer(RIGHT, lower < 0 ? SaturatedTime.minus(timestamp, lower) : timestamp);
    }

    /** State holds what was put into it: a bucket is replaced, not changed, because a snapshot may be reading it. */
    private static void keep(MapState<Long, List<Object>> side, Object value, long timestamp) throws Exception {
        List<Object> bucket = side.get(timestamp);
        List<Object> more = new ArrayList<>(bucket == null ? 1 : bucket.size() + 1);
        if (bucket != null) {
            more.addAll(bucket);
        }
        more.add(value);
        side.put(timestamp, more);
    }

    /** With copies: both records are kept, and may be joined with others. */
    private void join(Object leftValue, Object rightValue, long leftTimestamp, long rightTimestamp) throws Exception {
        pair.leftTimestamp = leftTimestamp;
        pair.rightTimestamp = rightTimestamp;
        collector.timestamp = Math.max(leftTimestamp, rightTimestamp);
        function.processElement(ownership.own(leftValue), ownership.own(rightValue), pair, collector);
    }

    private boolean isLate(long timestamp) {
        if (timestamp == RecordBatch.NO_TIMESTAMP) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[API-183] A record without timestamp came to " + context.description()
                            + ". It joins by event time. Call assignTimestampsAndWatermarks before it, "
                            + "or give fromSource a WatermarkStrategy with a timestamp assigner.");
        }
        return timestamp < context.currentWatermark();
    }

    private void late(@Nullable OutputTag<?> tag, Object value, long timestamp) {
        if (tag == null) {
            context.timeCounters().recordLate();
        } else {
            context.sideOutput(tag).emit(value, timestamp);
        }
    }

    /** Forgets the records whose time the timer was made from: those that it stands for cannot be paired any more. */
    @SuppressWarnings("NullAway") // open() comes before the first timer
    private void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        context.keyedState().setCurrentNamespace(null);
        if (LEFT.equals(namespace)) {
            forget(left, time, upper > 0 ? upper : 0);
        } else {
            forget(right, time, lower < 0 ? SaturatedTime.minus(0, lower) : 0);
        }
    }

    /** A sum that would not fit stopped at the end of time: then all records whose sum did so go. */
    private static void forget(MapState<Long, List<Object>> side, long time, long added) throws Exception {
        if (time < Long.MAX_VALUE) {
            side.remove(time - added);
            return;
        }
        List<Long> gone = new ArrayList<>();
        for (Long timestamp : side.keys()) {
            if (SaturatedTime.plus(timestamp, added) == Long.MAX_VALUE) {
                gone.add(timestamp);
            }
        }
        for (Long timestamp : gone) {
            side.remove(timestamp);
        }
    }

    private final class Pair extends ProcessJoinFunction<Object, Object, Object>.Context {
        private long leftTimestamp;
        private long rightTimestamp;

        Pair() {
            function.super();
        }

        @Override
        public long getLeftTimestamp() {
            return leftTimestamp;
        }

        @Override
        public long getRightTimestamp() {
            return rightTimestamp;
        }

        @Override
        public long getTimestamp() {
            return Math.max(leftTimestamp, rightTimestamp);
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            context.output(tag, value, getTimestamp());
        }
    }
}
