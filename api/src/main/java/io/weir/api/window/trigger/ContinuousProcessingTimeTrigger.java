package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import java.time.Duration;

/** Fires at each multiple of an interval, by the clock, and at the end of the window. */
public final class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final long interval;
    private final ReducingStateDescriptor<Long> fireTime =
            new ReducingStateDescriptor<>(FrameworkState.named("fire-time"), new Earliest(), Long.class);

    private ContinuousProcessingTimeTrigger(long interval) {
        this.interval = interval;
    }

    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Duration interval) {
        Argument.given(interval, "interval");
        return new ContinuousProcessingTimeTrigger<>(Earliest.checked(interval));
    }

    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Time interval) {
        return of(Argument.given(interval, "interval").toDuration());
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        if (next.get() == null) {
            registerNext(ctx.getCurrentProcessingTime(), window, ctx, next);
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
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
    public void clear(W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> next = ctx.getPartitionedState(fireTime);
        Long due = next.get();
        if (due != null) {
            ctx.deleteProcessingTimeTimer(due);
            next.clear();
        }
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
            registerNext(Math.max(due, ctx.getCurrentProcessingTime()) - 1, window, ctx, next);
        }
    }

    @Override
    public String toString() {
        return "ContinuousProcessingTimeTrigger(" + interval + ")";
    }

    /**
     * The next multiple after {@code time} that the clock has not passed, or the end of the window if that comes first. The end may be long ago
     * by the clock: windows of event time have this trigger too.
     */
    private void registerNext(long time, W window, TriggerContext ctx, ReducingState<Long> next) throws Exception {
        long due = SaturatedTime.nextMultiple(Math.max(time, ctx.getCurrentProcessingTime() - 1), interval);
        long end = window.maxTimestamp();
        if (end > time) {
            due = Math.min(due, end);
        }
        if (due > time) {
            next.add(due);
            ctx.registerProcessingTimeTimer(due);
        }
    }
}
