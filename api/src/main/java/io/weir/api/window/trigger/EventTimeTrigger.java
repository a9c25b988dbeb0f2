package io.weir.api.window.trigger;

import io.weir.api.window.TimeWindow;

/** Fires when the watermark passes the end of the window, and for each record that comes later and is allowed to. */
public final class EventTimeTrigger extends Trigger<Object, TimeWindow> {
    private EventTimeTrigger() {}

    public static EventTimeTrigger create() {
        return new EventTimeTrigger();
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx) {
        if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
            return TriggerResult.FIRE; // late, but allowed
        }
        ctx.registerEventTimeTimer(window.maxTimestamp());
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
        return time == window.maxTimestamp() ? TriggerResult.FIRE : TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext ctx) {
        ctx.deleteEventTimeTimer(window.maxTimestamp());
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(TimeWindow window, OnMergeContext ctx) {
        long end = window.maxTimestamp();
        if (end > ctx.getCurrentWatermark()) { // else onElement fires
            ctx.registerEventTimeTimer(end);
        }
    }

    @Override
    public String toString() {
        return "EventTimeTrigger()";
    }
}
