package io.weir.api.window.trigger;

import io.weir.api.window.TimeWindow;

/** Fires when the clock passes the end of the window. */
public final class ProcessingTimeTrigger extends Trigger<Object, TimeWindow> {
    private ProcessingTimeTrigger() {}

    public static ProcessingTimeTrigger create() {
        return new ProcessingTimeTrigger();
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx) {
        ctx.registerProcessingTimeTimer(window.maxTimestamp());
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
        return TriggerResult.FIRE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext ctx) {
        ctx.deleteProcessingTimeTimer(window.maxTimestamp());
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(TimeWindow window, OnMergeContext ctx) {
        long end = window.maxTimestamp();
        if (end > ctx.getCurrentProcessingTime()) {
            ctx.registerProcessingTimeTimer(end);
        }
    }

    @Override
    public String toString() {
        return "ProcessingTimeTrigger()";
    }
}
