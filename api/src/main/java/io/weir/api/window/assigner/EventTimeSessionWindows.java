package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Sessions by the timestamps of records: a session ends when no record came for a gap. */
public final class EventTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
    private final long sessionTimeout;

    private EventTimeSessionWindows(long sessionTimeout) {
        if (sessionTimeout <= 0) {
            throw WindowErrors.gap("EventTimeSessionWindows", sessionTimeout);
        }
        this.sessionTimeout = sessionTimeout;
    }

    public static EventTimeSessionWindows withGap(Duration size) {
        return new EventTimeSessionWindows(Argument.millis(size, "size"));
    }

    public static EventTimeSessionWindows withGap(Time size) {
        return withGap(Argument.given(size, "size").toDuration());
    }

    /** A gap for each record. */
    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        Argument.given(sessionWindowTimeGapExtractor, "sessionWindowTimeGapExtractor");
        return new DynamicEventTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    /** Milliseconds. */
    public long getGap() {
        return sessionTimeout;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        if (timestamp == Long.MIN_VALUE) {
            throw WindowErrors.noTimestamp("EventTimeSessionWindows");
        }
        long time = timestamp;
        return Collections.singletonList(new TimeWindow(time, SaturatedTime.plus(time, sessionTimeout)));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindow.mergeWindows(windows, callback);
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return EventTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "EventTimeSessionWindows" + "(" + sessionTimeout + ")";
    }
}
