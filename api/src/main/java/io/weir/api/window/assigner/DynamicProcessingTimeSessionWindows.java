package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.SaturatedTime;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.ProcessingTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.util.Collection;
import java.util.Collections;

/** Sessions by the clock: each record keeps its session open for a gap of its own. */
public final class DynamicProcessingTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
    private final SessionWindowTimeGapExtractor<T> gaps;

    DynamicProcessingTimeSessionWindows(SessionWindowTimeGapExtractor<T> gaps) {
        this.gaps = gaps;
    }

    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        Argument.given(sessionWindowTimeGapExtractor, "sessionWindowTimeGapExtractor");
        return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    /**
     * The gap of a record, in milliseconds.
     *
     * @throws IllegalArgumentException [API-130] if the extractor gave one that is not above 0
     */
    public long gapOf(T element) {
        long gap = gaps.extract(element);
        if (gap <= 0) {
            throw WindowErrors.gap("DynamicProcessingTimeSessionWindows", gap);
        }
        return gap;
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        long time = context.getCurrentProcessingTime();
        return Collections.singletonList(new TimeWindow(time, SaturatedTime.plus(time, gapOf(element))));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindow.mergeWindows(windows, callback);
    }

    @Override
    @SuppressWarnings("unchecked") // it looks at no record
    public Trigger<T, TimeWindow> getDefaultTrigger() {
        return (Trigger<T, TimeWindow>) (Trigger<?, TimeWindow>) ProcessingTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return false;
    }

    @Override
    public String toString() {
        return "DynamicProcessingTimeSessionWindows" + "(dynamic gap)";
    }
}
