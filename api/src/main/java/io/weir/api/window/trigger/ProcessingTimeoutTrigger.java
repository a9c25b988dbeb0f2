package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.api.window.Window;
import java.time.Duration;

/** As another trigger, and fires also when the window waited so long by the clock. */
public final class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {
    private final Trigger<T, W> nestedTrigger;
    private final long interval;
    private final boolean resetTimerOnNewRecord;
    private final boolean shouldClearOnTimeout;
    private final ValueStateDescriptor<Long> timeout =
            new ValueStateDescriptor<>(FrameworkState.named("timeout"), Long.class);

    private ProcessingTimeoutTrigger(
            Trigger<T, W> nestedTrigger, long interval, boolean resetTimerOnNewRecord, boolean shouldClearOnTimeout) {
        this.nestedTrigger = nestedTrigger;
        this.interval = interval;
        this.resetTimerOnNewRecord = resetTimerOnNewRecord;
        this.shouldClearOnTimeout = shouldClearOnTimeout;
    }

    /** After the first record of the window; what the nested trigger remembers is cleared then. */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger, Duration timeout) {
        return of(nestedTrigger, timeout, false, true);
    }

    /**
     * With choices.
     *
     * @param resetTimerOnNewRecord after the last record instead of the first
     * @param shouldClearOnTimeout whether what the nested trigger remembers is cleared then
     */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger,
            Duration timeout,
            boolean resetTimerOnNewRecord,
            boolean shouldClearOnTimeout) {
        Argument.given(nestedTrigger, "nestedTrigger");
        Argument.given(timeout, "timeout");
        return new ProcessingTimeoutTrigger<>(
                nestedTrigger, Earliest.checked(timeout), resetTimerOnNewRecord, shouldClearOnTimeout);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onElement(element, timestamp, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
            return result;
        }
        ValueState<Long> at = ctx.getPartitionedState(timeout);
        Long registered = at.value();
        if (registered != null && resetTimerOnNewRecord) {
            ctx.deleteProcessingTimeTimer(registered);
            registered = null;
        }
        if (registered == null) {
            long due = SaturatedTime.plus(ctx.getCurrentProcessingTime(), interval);
            at.update(due);
            ctx.registerProcessingTimeTimer(due);
        }
        return result;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onEventTime(time, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
        }
        return result;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onProcessingTime(time, window, ctx);
        if (shouldClearOnTimeout) {
            clear(window, ctx);
        }
        return result.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ValueState<Long> at = ctx.getPartitionedState(timeout);
        Long registered = at.value();
        if (registered != null) {
            ctx.deleteProcessingTimeTimer(registered);
            at.clear();
        }
        nestedTrigger.clear(window, ctx);
    }

    @Override
    public String toString() {
        return "ProcessingTimeoutTrigger(" + nestedTrigger + ", " + interval + ")";
    }
}
