package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.SaturatedTime;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.util.Collection;
import java.util.Collections;

/** Sessions by the timestamps of records: each record keeps its session open for a gap of its own. */
public final class DynamicEventTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
    private final SessionWindowTimeGapExtractor<T> gaps;

    DynamicEventTimeSessionWindows(SessionWindowTimeGapExtractor<T> gaps) {
        this.gaps = gaps;
    }

    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        Argument.given(sessionWindowTimeGapExtractor, "sessionWindowTimeGapExtractor");
        return new DynamicEventTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    /**
     * The gap of a record, in milliseconds.
     *
     * @throws IllegalArgumentException [API-130] if the extractor gave one that is not above 0
     */
    public long gapOf(T element) {
        long gap = gaps.extract(element);
        if (gap <= 0) {
            throw WindowErrors.gap("DynamicEventTimeSessionWindows", gap);
        }
        return gap;
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        if (timestamp == Long.MIN_VALUE) {
            throw WindowErrors.noTimestamp("DynamicEventTimeSessionWindows");
        }
        long time = timestamp;
        return Collections.singletonList(new TimeWindow(time, SaturatedTime.plus(time, gapOf(element))));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindow.mergeWindows(windows, callback);
    }

    @Override
    @SuppressWarnings("unchecked") // it looks at no record
    public Trigger<T, TimeWindow> getDefaultTrigger() {
        return (Trigger<T, TimeWindow>) (Trigger<?, TimeWindow>) EventTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "DynamicEventTimeSessionWindows" + "(dynamic gap)";
    }
}
