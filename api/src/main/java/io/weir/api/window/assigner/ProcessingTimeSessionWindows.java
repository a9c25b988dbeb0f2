package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.Time;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.ProcessingTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Sessions by the clock: a session ends when no record came for a gap. */
public final class ProcessingTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
    private final long sessionTimeout;

    private ProcessingTimeSessionWindows(long sessionTimeout) {
        if (sessionTimeout <= 0) {
            throw WindowErrors.gap("ProcessingTimeSessionWindows", sessionTimeout);
        }
        this.sessionTimeout = sessionTimeout;
    }

    public static ProcessingTimeSessionWindows withGap(Duration size) {
        return new ProcessingTimeSessionWindows(Argument.millis(size, "size"));
    }

    public static ProcessingTimeSessionWindows withGap(Time size) {
        return withGap(Argument.given(size, "size").toDuration());
    }

    /** A gap for each record. */
    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        Argument.given(sessionWindowTimeGapExtractor, "sessionWindowTimeGapExtractor");
        return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    /** Milliseconds. */
    public long getGap() {
        return sessionTimeout;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        long time = context.getCurrentProcessingTime();
        return Collections.singletonList(new TimeWindow(time, SaturatedTime.plus(time, sessionTimeout)));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindow.mergeWindows(windows, callback);
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return ProcessingTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return false;
    }

    @Override
    public String toString() {
        return "ProcessingTimeSessionWindows" + "(" + sessionTimeout + ")";
    }
}
