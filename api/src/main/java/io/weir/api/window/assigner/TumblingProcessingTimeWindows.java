package io.weir.api.window.assigner;

import io.weir.api.argument.Argument;
import io.weir.api.time.Time;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.trigger.ProcessingTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Windows of one size, one after the other, by the clock. */
public final class TumblingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long size;
    private final long globalOffset;
    private final WindowStagger windowStagger;
    private transient long staggerOffset;
    private transient boolean staggered;

    private TumblingProcessingTimeWindows(long size, long offset, WindowStagger windowStagger) {
        if (size <= 0 || offset == Long.MIN_VALUE || Math.abs(offset) >= size) {
            throw WindowErrors.offsetOutOfRange(
                    "TumblingProcessingTimeWindows", "size " + size + " ms and offset " + offset + " ms");
        }
        this.size = size;
        this.globalOffset = offset;
        this.windowStagger = windowStagger;
    }

    public static TumblingProcessingTimeWindows of(Duration size) {
        return of(size, Duration.ZERO);
    }

    /** Shifted: {@code of(Duration.ofDays(1), Duration.ofHours(-8))} are the days of a place eight hours ahead of UTC. */
    public static TumblingProcessingTimeWindows of(Duration size, Duration offset) {
        return of(size, offset, WindowStagger.ALIGNED);
    }

    public static TumblingProcessingTimeWindows of(Duration size, Duration offset, WindowStagger windowStagger) {
        Argument.given(windowStagger, "windowStagger");
        return new TumblingProcessingTimeWindows(
                Argument.millis(size, "size"), Argument.millis(offset, "offset"), windowStagger);
    }

    public static TumblingProcessingTimeWindows of(Time size) {
        return of(Argument.given(size, "size").toDuration());
    }

    public static TumblingProcessingTimeWindows of(Time size, Time offset) {
        return of(
                Argument.given(size, "size").toDuration(),
                Argument.given(offset, "offset").toDuration());
    }

    public static TumblingProcessingTimeWindows of(Time size, Time offset, WindowStagger windowStagger) {
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
        long now = context.getCurrentProcessingTime();
        if (!staggered) {
            staggerOffset = windowStagger.getStaggerOffset(now, size, context.getIndexOfThisSubtask());
            staggered = true;
        }
        return Collections.singletonList(AlignedWindows.tumbling(now, (globalOffset + staggerOffset) % size, size));
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
        return "TumblingProcessingTimeWindows(" + size + ")";
    }
}
