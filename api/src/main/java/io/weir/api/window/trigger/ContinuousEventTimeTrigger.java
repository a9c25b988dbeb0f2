package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import java.time.Duration;

/** Fires at each multiple of an interval, by the watermark, and at the end of the window. */
public final class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final long interval;
    private final ReducingStateDescriptor<Long> fireTime =
            new ReducingStateDescriptor<>("fire-time", new Earliest(), Long.class);

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
            registerNext(timestamp - timestamp % interval, window, ctx, next);
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
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        ctx.mergePartitionedState(fireTime);
        Long due = ctx.getPartitionedState(fireTime).get();
        if (due != null) {
            ctx.registerEventTimeTimer(due);
        }
    }

    @Override
    public String toString() {
        return "ContinuousEventTimeTrigger(" + interval + ")";
    }

    private void registerNext(long time, W window, TriggerContext ctx, ReducingState<Long> next) throws Exception {
        long due = Math.min(time + interval, window.maxTimestamp());
        next.add(due);
        ctx.registerEventTimeTimer(due);
    }
}
