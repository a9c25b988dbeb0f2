package io.weir.runtime.operator.window;

import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.DynamicEventTimeSessionWindows;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import io.weir.state.KeyedStateBackend;
import io.weir.state.timer.InternalTimerService;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by event time that reduce or aggregate and fire at their end. A key has one row with all its sessions and one timer. A session that
 * grows leaves its timer where it is: when that is due, it is set again to where the session ends by then.
 *
 * <p>What holds between two calls: no two sessions touch; {@link WindowSessions#nextTimer} is not later than the end of any session that has
 * not fired, nor than the time any other is to be cleared.
 */
final class SessionWindowOperator extends AbstractWindowOperator {
    static final String STATE = FrameworkState.named("window-sessions");

    private static final int NONE = -1;

    private final WindowFold fold;
    private final long fixedGap;
    private final @Nullable DynamicEventTimeSessionWindows<Object> gaps;
    private @Nullable ValueState<WindowSessions> state;

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    SessionWindowOperator(OperatorContext context, Output output, WindowSpec spec) {
        super(context, output, spec);
        this.fold = WindowFold.of(Objects.requireNonNull(spec.fold()), context);
        if (spec.assigner() instanceof EventTimeSessionWindows fixed) {
            this.fixedGap = fixed.getGap();
            this.gaps = null;
        } else {
            this.fixedGap = 0;
            this.gaps = (DynamicEventTimeSessionWindows<Object>) spec.assigner();
        }
    }

    @Override
    String stateName() {
        return STATE;
    }

    @Override
    void openWindows(KeyedStateBackend backend, InternalTimerService timers) {
        state = backend.getValueState(new ValueStateDescriptor<>(STATE, WindowSessions.class));
    }

    // A record
    // ------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        try {
            if (timestamp == Long.MIN_VALUE) {
                refuseWithoutTimestamp(value);
            }
            long end = SaturatedTime.plus(timestamp, gaps == null ? fixedGap : gaps.gapOf(value));
            WindowSessions sessions = state.value();
            if (sessions == null) {
                sessions = new WindowSessions();
            }
            int last = sessions.size - 1;
            if (last >= 0
                    && timestamp >= sessions.starts[last]
                    && timestamp <= sessions.ends[last]
                    && !sessions.fired[last]
                    && sessions.ends[last] - 1 > clock().watermark()) {
                grow(sessions, last, end, value); // as nearly always: the youngest session goes on
                state.update(sessions);
            } else {
                addAnywhere(sessions, value, timestamp, end);
            }
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void grow(WindowSessions sessions, int at, long end, Object value) throws Exception {
        if (end > sessions.ends[at]) {
            sessions.ends[at] = end;
        }
        Object before = sessions.accumulators[at];
        Object after = fold.add(Objects.requireNonNull(before), value);
        if (after != before) {
            sessions.accumulators[at] = after;
        }
    }

    @SuppressWarnings("NullAway") // open() comes before the first record
    private void addAnywhere(WindowSessions sessions, Object value, long timestamp, long end) throws Exception {
        long watermark = clock().watermark();
        int from = sessions.firstEndingFrom(timestamp);
        int to = from;
        while (to < sessions.size && sessions.starts[to] <= end) {
            to++;
        }
        boolean firesAgain = false;
        if (from == to) {
            if (WindowClock.cleanupTime(end - 1, allowedLateness) <= watermark) {
                late(value, timestamp);
                return;
            }
            sessions.insert(from, timestamp, end, fold.first(value));
        } else {
            boolean grows = to - from > 1 || end > sessions.ends[from] || timestamp < sessions.starts[from];
            firesAgain = sessions.fired[from] && !grows;
            join(sessions, from, to);
            sessions.starts[from] = Math.min(sessions.starts[from], timestamp);
            sessions.fired[from] &= !grows;
            grow(sessions, from, end, value);
        }
        Object result = null;
        if (firesAgain || sessions.ends[from] - 1 <= watermark) {
            result = fold.resultOfLiving(Objects.requireNonNull(sessions.accumulators[from]));
            sessions.fired[from] = true;
        }
        TimeWindow window = new TimeWindow(sessions.starts[from], sessions.ends[from]);
        ensureTimer(sessions, due(sessions, from));
        state.update(sessions);
        if (result != null) {
            results().emitOne(currentKey(), window, result);
        }
    }

    /** Makes the sessions of that range one, in the place of the first. */
    private void join(WindowSessions sessions, int from, int to) throws Exception {
        if (to - from == 1) {
            return;
        }
        Object others = Objects.requireNonNull(sessions.accumulators[from + 1]);
        for (int at = from + 2; at < to; at++) {
            others = fold.merge(others, Objects.requireNonNull(sessions.accumulators[at]));
        }
        sessions.accumulators[from] = fold.merge(Objects.requireNonNull(sessions.accumulators[from]), others);
        sessions.ends[from] = sessions.ends[to - 1];
        sessions.remove(from + 1, to);
    }

    /** When the session is to fire, or if it has, to be cleared. */
    private long due(WindowSessions sessions, int at) {
        long last = sessions.ends[at] - 1;
        return sessions.fired[at] ? WindowClock.cleanupTime(last, allowedLateness) : last;
    }

    private void ensureTimer(WindowSessions sessions, long time) {
        if (time < sessions.nextTimer) {
            sessions.nextTimer = time;
            timers().registerEventTimeTimer(null, time);
        }
    }

    // A timer
    // -------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first timer
    void onEventTime(Object key, @Nullable Object namespace, long time) throws Exception {
        WindowSessions sessions = state.value();
        if (sessions == null || time < sessions.nextTimer) {
            return; // one that an earlier one has made needless
        }
        int firing = firing(sessions, time);
        TimeWindow window = null;
        Object result = null;
        if (firing != NONE) {
            Object accumulator = Objects.requireNonNull(sessions.accumulators[firing]);
            window = new TimeWindow(sessions.starts[firing], sessions.ends[firing]);
            result = allowedLateness == 0 ? fold.resultOf(accumulator) : fold.resultOfLiving(accumulator);
            sessions.fired[firing] = true;
        }
        clearUpTo(sessions, time);
        sessions.nextTimer = Long.MAX_VALUE;
        if (sessions.size == 0) {
            state.clear();
        } else {
            long next = Long.MAX_VALUE;
            for (int at = 0; at < sessions.size; at++) {
                next = Math.min(next, due(sessions, at));
            }
            ensureTimer(sessions, next);
            state.update(sessions);
        }
        // The state is as it will be: the user's function may do anything.
        if (window != null && result != null) {
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

    /** The place of the session that ends now; there is at most one. */
    private static int firing(WindowSessions sessions, long time) {
        for (int at = 0; at < sessions.size; at++) {
            if (!sessions.fired[at] && sessions.ends[at] - 1 <= time) {
                return at;
            }
        }
        return NONE;
    }

    private void clearUpTo(WindowSessions sessions, long time) {
        int at = 0;
        while (at < sessions.size) {
            if (sessions.fired[at] && due(sessions, at) <= time) {
                sessions.remove(at, at + 1);
            } else {
                at++;
            }
        }
    }
}
