package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import java.time.Duration;

/**
 * Fires at each multiple of an interval, by the watermark, and at the end of the window. Behind the end of the input, where the watermark is
 * {@link Long#MAX_VALUE}, a window that would have more than {@value #MOST_AT_THE_END} multiples left, as one without an end has, goes on to its end
 * at once.
 */
public final class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private static final long MOST_AT_THE_END = 100_000;

    private final long interval;
    private final ReducingStateDescriptor<Long> fireTime =
            new ReducingStateDescriptor<>(FrameworkState.named("fire-time"), new Earliest(), Long.class);

    private ContinuousEventTimeTrigger(long interval) {
        this.interval = interval;
    }

    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Duration interval) {
        Argument.given(interval, "interval");
        return new ContinuousEventTimeTrigger<>(Earliest.checked(interval));
    }

    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Time interval) {
        return of(Argument.given(interval, "interval").toDuration());
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
            return TriggerResult.FIRE; // late, but allowed
        }
        ctx.registerEventTimeTimer(window.maxTimestamp());
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        if (next.get() == null) {
            registerNext(timestamp, window, ctx, next);
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        if (time == window.maxTimestamp()) {
            return TriggerResult.FIRE;
        }
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        Long due = next.get();
        if (due != null && due == time) {
            next.clear();
            registerNext(time, window, ctx, next);
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        Long due = next.get();
        if (due != null) {
            ctx.deleteEventTimeTimer(due);
            next.clear();
        }
        ctx.deleteEventTimeTimer(window.maxTimestamp());
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    /** The earliest time of all stays, but for one that was the end of a window, which is none any more. */
    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        ctx.mergePartitionedState(fireTime);
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        Long due = next.get();
        if (due != null) {
            next.clear();
            registerNext(Math.max(due - 1, ctx.getCurrentWatermark()), window, ctx, next);
        }
        if (window.maxTimestamp() > ctx.getCurrentWatermark()) { // else onElement fires
            ctx.registerEventTimeTimer(window.maxTimestamp());
        }
    }

    @Override
    public String toString() {
        return "ContinuousEventTimeTrigger(" + interval + ")";
    }

    /** The next multiple after {@code time}, or the end of the window if that comes first. */
    private void registerNext(long time, W window, TriggerContext ctx, ReducingState<Long> next) throws Exception {
        long end = window.maxTimestamp();
        boolean over = ctx.getCurrentWatermark() == Long.MAX_VALUE
                && SaturatedTime.minus(end, time) / interval > MOST_AT_THE_END;
        long due = over ? end : Math.min(SaturatedTime.nextMultiple(time, interval), end);
        if (due > time) {
            next.add(due);
            ctx.registerEventTimeTimer(due);
        }
    }
}
