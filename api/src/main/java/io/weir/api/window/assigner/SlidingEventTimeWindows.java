package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.Time;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;

/** Windows of one size that begin every slide, by the timestamps of records. They overlap if the slide is smaller than the size. */
public final class SlidingEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long size;
    private final long slide;
    private final long offset;

    private SlidingEventTimeWindows(long size, long slide, long offset) {
        if (size <= 0 || slide <= 0 || offset == Long.MIN_VALUE || Math.abs(offset) >= slide) {
            throw WindowErrors.offsetOutOfRange(
                    "SlidingEventTimeWindows",
                    "size " + size + " ms, slide " + slide + " ms and offset " + offset + " ms");
        }
        this.size = size;
        this.slide = slide;
        this.offset = offset;
    }

    public static SlidingEventTimeWindows of(Duration size, Duration slide) {
        return of(size, slide, Duration.ZERO);
    }

    public static SlidingEventTimeWindows of(Duration size, Duration slide, Duration offset) {
        return new SlidingEventTimeWindows(
                Argument.millis(size, "size"), Argument.millis(slide, "slide"), Argument.millis(offset, "offset"));
    }

    public static SlidingEventTimeWindows of(Time size, Time slide) {
        return of(
                Argument.given(size, "size").toDuration(),
                Argument.given(slide, "slide").toDuration());
    }

    public static SlidingEventTimeWindows of(Time size, Time slide, Time offset) {
        return of(
                Argument.given(size, "size").toDuration(),
                Argument.given(slide, "slide").toDuration(),
                Argument.given(offset, "offset").toDuration());
    }

    /** Milliseconds. */
    public long getSize() {
        return size;
    }

    /** Milliseconds. */
    public long getSlide() {
        return slide;
    }

    /** Milliseconds. */
    public long getOffset() {
        return offset;
    }

    /** The window that begins last comes first. */
    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        if (timestamp == Long.MIN_VALUE) {
            throw WindowErrors.noTimestamp("SlidingEventTimeWindows");
        }
        long time = timestamp;
        return AlignedWindows.sliding(time, offset, slide, size);
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
        return "SlidingEventTimeWindows(" + size + ", " + slide + ")";
    }
}
