package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.Time;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Windows of one size, one after the other, by the timestamps of records. */
public final class TumblingEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long size;
    private final long globalOffset;
    private final WindowStagger windowStagger;
    private transient long staggerOffset;
    private transient boolean staggered;

    private TumblingEventTimeWindows(long size, long offset, WindowStagger windowStagger) {
        if (size <= 0 || offset == Long.MIN_VALUE || Math.abs(offset) >= size) {
            throw WindowErrors.offsetOutOfRange(
                    "TumblingEventTimeWindows", "size " + size + " ms and offset " + offset + " ms");
        }
        this.size = size;
        this.globalOffset = offset;
        this.windowStagger = windowStagger;
    }

    public static TumblingEventTimeWindows of(Duration size) {
        return of(size, Duration.ZERO);
    }

    /** Shifted: {@code of(Duration.ofDays(1), Duration.ofHours(-8))} are the days of a place eight hours ahead of UTC. */
    public static TumblingEventTimeWindows of(Duration size, Duration offset) {
        return of(size, offset, WindowStagger.ALIGNED);
    }

    public static TumblingEventTimeWindows of(Duration size, Duration offset, WindowStagger windowStagger) {
        Argument.given(windowStagger, "windowStagger");
        return new TumblingEventTimeWindows(
                Argument.millis(size, "size"), Argument.millis(offset, "offset"), windowStagger);
    }

    public static TumblingEventTimeWindows of(Time size) {
        return of(Argument.given(size, "size").toDuration());
    }

    public static TumblingEventTimeWindows of(Time size, Time offset) {
        return of(
                Argument.given(size, "size").toDuration(),
                Argument.given(offset, "offset").toDuration());
    }

    public static TumblingEventTimeWindows of(Time size, Time offset, WindowStagger windowStagger) {
        return of(
                Argument.given(size, "size").toDuration(),
                Argument.given(offset, "offset").toDuration(),
                windowStagger);
    }

    /** Milliseconds. */
    public long getSize() {
        return size;
    }

    /** Milliseconds, without what {@link WindowStagger} adds. */
    public long getOffset() {
        return globalOffset;
    }

    /** Whether all subtasks have the same windows. */
    public boolean isAligned() {
        return windowStagger == WindowStagger.ALIGNED;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        if (timestamp == Long.MIN_VALUE) {
            throw WindowErrors.noTimestamp("TumblingEventTimeWindows");
        }
        if (!staggered) {
            staggerOffset = windowStagger.getStaggerOffset(
                    context.getCurrentProcessingTime(), size, context.getIndexOfThisSubtask());
            staggered = true;
        }
        return Collections.singletonList(
                AlignedWindows.tumbling(timestamp, (globalOffset + staggerOffset) % size, size));
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
        return "TumblingEventTimeWindows(" + size + ")";
    }
}
