package io.weir.runtime.operator.window;

import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.window.TimeWindow;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import io.weir.state.KeyedStateBackend;
import io.weir.state.timer.InternalTimerService;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tumbling and sliding windows by event time that reduce or aggregate and fire at their end. A key has one row with all its accumulators and
 * one timer, for the next of its windows to fire or to be cleared.
 *
 * <p>With a mergeable aggregate an accumulator belongs to a slice: a record changes one, however many windows it is in, and a window merges its
 * slices when it fires. Otherwise an accumulator belongs to a window, and a record changes that of each of its windows. Where a slice is a window
 * there is no difference.
 *
 * <p>What holds between two calls: each window with something in it whose last millisecond is beyond the watermark has not fired, all others
 * have; and the key's {@link WindowCells#nextTimer} is not later than the end of the first that has not.
 */
final class AlignedWindowOperator extends AbstractWindowOperator {
    static final String STATE = FrameworkState.named("window-cells");

    private final Slicing slicing;
    private final boolean shared;
    private final WindowFold fold;
    private @Nullable ValueState<WindowCells> state;

    // The slice of the record before: most of those that follow are in it.
    private long sliceStart = Long.MAX_VALUE;
    private long sliceEnd = Long.MIN_VALUE;
    private long firstWindowStart;
    private long firstWindowLast;
    private long lastWindowStart;
    private boolean inWindow;

    AlignedWindowOperator(OperatorContext context, Output output, WindowSpec spec, Slicing slicing) {
        super(context, output, spec);
        this.slicing = slicing;
        this.fold = WindowFold.of(Objects.requireNonNull(spec.fold()), context);
        this.shared = slicing.isTumbling() || fold.isMergeable();
    }

    @Override
    String stateName() {
        return STATE;
    }

    @Override
    void openWindows(KeyedStateBackend backend, InternalTimerService timers) {
        state = backend.getValueState(new ValueStateDescriptor<>(STATE, WindowCells.class));
    }

    // A record
    // ------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        try {
            if (timestamp < sliceStart || timestamp >= sliceEnd) {
                locate(value, timestamp);
            }
            WindowCells cells = state.value();
            if (cells == null) {
                cells = new WindowCells();
            }
            long fired = Math.max(clock().watermark(), cells.firedUpTo);
            if (inWindow && firstWindowLast > fired) {
                add(cells, value, firstWindowStart);
                ensureTimer(cells, firstWindowLast);
                state.update(cells);
            } else {
                addLate(cells, value, timestamp, fired);
            }
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void locate(Object value, long timestamp) {
        if (timestamp == Long.MIN_VALUE) {
            refuseWithoutTimestamp(value);
        }
        sliceStart = slicing.sliceStart(timestamp);
        sliceEnd = slicing.sliceEnd(sliceStart);
        inWindow = slicing.isInWindow(timestamp);
        lastWindowStart = slicing.lastWindowStart(timestamp);
        firstWindowStart = slicing.firstWindowStart(sliceStart);
        firstWindowLast = lastOf(firstWindowStart);
    }

    /** To the slice, or to each of its windows from the youngest down to {@code oldest}. */
    private void add(WindowCells cells, Object value, long oldest) throws Exception {
        if (shared) {
            addTo(cells, sliceStart, value);
            return;
        }
        long start = lastWindowStart;
        while (start > oldest) {
            addTo(cells, start, fold.own(value));
            start = slicing.windowBefore(start);
        }
        addTo(cells, start, value);
    }

    private void addTo(WindowCells cells, long cell, Object value) throws Exception {
        int at = cells.find(cell);
        if (at >= 0) {
            Object before = cells.accumulator(at);
            Object after = fold.add(before, value);
            if (after != before) {
                cells.set(at, after);
            }
        } else {
            cells.insert(-1 - at, cell, fold.first(value));
        }
    }

    /**
     * Some of the record's windows have fired, or are gone. Those that are still there take it; each that has fired does so again, the youngest
     * first.
     */
    private void addLate(WindowCells cells, Object value, long timestamp, long fired) throws Exception {
        long oldest = Long.MAX_VALUE;
        if (inWindow && !isCleared(lastWindowStart, fired)) {
            oldest = lastWindowStart;
            while (oldest > firstWindowStart && !isCleared(slicing.windowBefore(oldest), fired)) {
                oldest = slicing.windowBefore(oldest);
            }
        }
        if (oldest == Long.MAX_VALUE) {
            if (inWindow || WindowClock.cleanupTime(timestamp, allowedLateness) <= fired) {
                late(value, timestamp);
            }
            return;
        }
        add(cells, value, oldest);
        ensureTimer(cells, firstTimer(oldest, fired));
        update(cells);
        fireAgain(cells, oldest, fired);
    }

    /** When the first of these windows, from the record's youngest down to {@code oldest}, is to fire or to be cleared. */
    private long firstTimer(long oldest, long fired) {
        long first = Long.MAX_VALUE;
        for (long start = lastWindowStart; ; start = slicing.windowBefore(start)) {
            long last = lastOf(start);
            first = Math.min(first, last > fired ? last : WindowClock.cleanupTime(last, allowedLateness));
            if (start <= oldest) {
                return first;
            }
        }
    }

    private void fireAgain(WindowCells cells, long oldest, long fired) throws Exception {
        Object key = currentKey();
        for (long start = lastWindowStart; ; start = slicing.windowBefore(start)) {
            Object result = lastOf(start) <= fired ? resultOf(cells, start, false) : null;
            if (result != null) {
                results().emitOne(key, new TimeWindow(start, slicing.windowEnd(start)), result);
            }
            if (start <= oldest) {
                return;
            }
        }
    }

    /** The last millisecond of the window that begins there. */
    private long lastOf(long windowStart) {
        return slicing.windowEnd(windowStart) - 1;
    }

    private boolean isCleared(long windowStart, long watermark) {
        return WindowClock.cleanupTime(lastOf(windowStart), allowedLateness) <= watermark;
    }

    private void ensureTimer(WindowCells cells, long time) {
        if (time < cells.nextTimer) {
            cells.nextTimer = time;
            timers().registerEventTimeTimer(null, time);
        }
    }

    // A timer
    // -------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first timer
    void onEventTime(Object key, @Nullable Object namespace, long time) throws Exception {
        WindowCells cells = state.value();
        if (cells == null || time < cells.nextTimer) {
            return; // one that an earlier one has made needless
        }
        cells.firedUpTo = Math.max(cells.firedUpTo, time);
        long start = slicing.windowStart(time + 1);
        Object result = null;
        if (slicing.isWindowEnd(time + 1)) {
            result = resultOf(cells, start, allowedLateness == 0);
        }
        cells.removeFirst(clearedUpTo(cells, time));
        cells.nextTimer = Long.MAX_VALUE;
        if (cells.size == 0) {
            state.clear();
        } else {
            ensureTimer(cells, nextTimer(cells, time));
            update(cells);
        }
        // The state is as it will be: the user's function may do anything.
        if (result != null) {
            TimeWindow window = new TimeWindow(start, time + 1);
            results().emitOne(key, window, result);
            if (allowedLateness == 0) {
                results().clear(window);
            }
        }
    }

    @Override
    void onProcessingTime(Object key, @Nullable Object namespace, long time) {
        throw new AssertionError("these windows have no timers by the clock");
    }

    /** So many cells, from the first, are of no window any more. */
    private int clearedUpTo(WindowCells cells, long time) {
        int cleared = 0;
        while (cleared < cells.size && isCleared(lastWindowOf(cells.start(cleared)), time)) {
            cleared++;
        }
        return cleared;
    }

    /** When the key has something to fire or to clear after {@code time}. */
    private long nextTimer(WindowCells cells, long time) {
        long next = WindowClock.cleanupTime(lastOf(lastWindowOf(cells.start(0))), allowedLateness);
        for (int at = 0; at < cells.size; at++) {
            long start = cells.start(at);
            if (lastOf(lastWindowOf(start)) > time) {
                long firstEnd = slicing.windowEnd(shared ? slicing.firstWindowStart(start) : start);
                long end = firstEnd - 1 > time ? firstEnd : slicing.windowEndAfter(time + 1);
                return Math.min(next, end - 1);
            }
        }
        return next;
    }

    /** Where the youngest window of a cell begins. */
    private long lastWindowOf(long cell) {
        return shared ? slicing.lastWindowStart(cell) : cell;
    }

    /** @param gone whether the window's oldest slice is not needed any more, so that the result may be made of it */
    private @Nullable Object resultOf(WindowCells cells, long windowStart, boolean gone) throws Exception {
        int from = cells.from(windowStart);
        int to = shared ? upTo(cells, slicing.windowEnd(windowStart)) : Math.min(cells.size, from + 1);
        if (from >= to || (!shared && cells.start(from) != windowStart)) {
            return null;
        }
        if (to - from > 1) {
            return fold.resultOf(fold.sum(cells, from, to));
        }
        Object only = cells.accumulator(from);
        boolean last = gone && lastWindowOf(cells.start(from)) == windowStart;
        return last ? fold.resultOf(only) : fold.resultOfLiving(only);
    }

    /** The last window has the last millisecond in it, as nothing is behind it. */
    private static int upTo(WindowCells cells, long windowEnd) {
        return windowEnd == Long.MAX_VALUE ? cells.size : cells.from(windowEnd);
    }

    @SuppressWarnings("NullAway") // open() comes before the first record
    private void update(WindowCells cells) throws Exception {
        state.update(cells);
    }
}
