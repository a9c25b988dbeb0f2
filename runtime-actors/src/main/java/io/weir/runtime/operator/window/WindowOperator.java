package io.weir.runtime.operator.window;

import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MergingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.trigger.Trigger;
import io.weir.api.window.trigger.TriggerResult;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import io.weir.state.KeyedStateBackend;
import io.weir.state.timer.InternalTimerService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows of any kind, with any trigger and evictor, by definition: each window has its content and the state of its trigger under its own
 * namespace. Windows that follow event time and are only aggregated have a faster operator, see {@link WindowOperators}.
 */
final class WindowOperator extends AbstractWindowOperator {
    static final String STATE = FrameworkState.named("window-contents");

    private final Trigger<Object, Window> trigger;
    private final boolean eventTime;
    private final Ownership ownership;
    private @Nullable WindowContents contents;
    private @Nullable MergingWindows merging;
    private @Nullable Triggers triggers;
    private @Nullable Assigning assigning;

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    WindowOperator(OperatorContext context, Output output, WindowSpec spec) {
        super(context, output, spec);
        this.trigger = (Trigger<Object, Window>) spec.trigger();
        this.eventTime = spec.assigner().isEventTime();
        this.ownership = new Ownership(context.environment().codecs());
    }

    @Override
    String stateName() {
        return STATE;
    }

    /** A trigger may be the user's; the others set a timer for each of the windows that a long rest of event time leaves to fire. */
    @Override
    long mostSetForNow() {
        return 1_000_000;
    }

    @Override
    void openWindows(KeyedStateBackend state, InternalTimerService timerService) {
        contents = WindowContents.of(spec, context, ownership, state, new Surrounds());
        triggers = new Triggers(new NamespacedStates(state));
        assigning = new Assigning();
        if (assigner instanceof MergingWindowAssigner<Object, Window> merges) {
            merging = new MergingWindows(state, merges);
        }
    }

    // A record
    // ------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        try {
            Collection<Window> windows = assigner.assignWindows(value, timestamp, assigning);
            boolean several = windows.size() > 1;
            boolean taken = false;
            if (merging == null) {
                for (Window window : windows) {
                    if (!isLate(window)) {
                        taken = true;
                        add(window, window, several ? ownership.own(value) : value, timestamp);
                    }
                }
            } else {
                merging.load();
                for (Window window : windows) {
                    taken |= addMerging(merging, window, several ? ownership.own(value) : value, timestamp);
                }
                merging.persist();
            }
            if (!taken && (!windows.isEmpty() || isLate(timestamp))) {
                late(value, timestamp);
            }
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        } finally {
            backend().setCurrentNamespace(null);
        }
    }

    private boolean addMerging(MergingWindows open, Window window, Object value, long timestamp) throws Exception {
        Window actual = open.add(window, this::onMerge);
        if (isLate(actual)) {
            open.takeBack(actual);
            return false;
        }
        Window stateWindow = open.stateWindow(actual);
        if (stateWindow == null) {
            throw new IllegalStateException("window " + actual + " was just opened and is not there");
        }
        add(actual, stateWindow, value, timestamp);
        return true;
    }

    @SuppressWarnings("NullAway") // open() comes before the first record
    private void add(Window window, Window stateWindow, Object value, long timestamp) throws Exception {
        contents.add(stateWindow, value, timestamp);
        TriggerResult result = trigger.onElement(value, timestamp, window, triggers.of(window));
        act(result, window, stateWindow);
        registerCleanup(window);
    }

    @SuppressWarnings("NullAway") // as above
    private void act(TriggerResult result, Window window, Window stateWindow) throws Exception {
        if (result.isFire()) {
            contents.emit(currentKey(), window, stateWindow, results());
        }
        if (result.isPurge()) {
            contents.clear(stateWindow);
        }
    }

    // Windows that become one
    // ---------------------------------------------------------------------------------------------------------------

    @SuppressWarnings("NullAway") // as above
    private void onMerge(Window result, List<Window> merged, Window stateWindow, List<Window> mergedStateWindows)
            throws Exception {
        if (eventTime) {
            if (WindowClock.cleanupTime(result.maxTimestamp(), allowedLateness) <= clock().watermark()) {
                throw endedByMerging(result, "watermark", clock().watermark());
            }
        } else if (result.maxTimestamp() <= context.clock().currentTimeMillis()) {
            throw endedByMerging(result, "processing time", context.clock().currentTimeMillis());
        }
        trigger.onMerge(result, triggers.merging(result, merged));
        for (Window each : merged) {
            if (!each.equals(result)) {
                trigger.clear(each, triggers.of(each));
                deleteCleanup(each);
            }
        }
        registerCleanup(result); // it need not be the window of the record that came
        contents.merge(stateWindow, mergedStateWindows);
    }

    private WeirException endedByMerging(Window result, String clockName, long now) {
        return new WeirException(
                FailureKind.USER_CODE,
                "[API-133] " + context.description() + " merged windows into " + result + ", which ends before the "
                        + clockName + " (" + now
                        + "). A window cannot end before the time it is in: its result would never come. "
                        + "Let the window assigner merge into windows that cover those they are made of.");
    }

    // A timer
    // -------------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("NullAway") // as above
    void onEventTime(Object key, @Nullable Object namespace, long time) throws Exception {
        Window window = (Window) namespace;
        Window stateWindow = open(window);
        if (stateWindow == null) {
            return; // a timer that the trigger left behind when the window was merged or cleared
        }
        act(trigger.onEventTime(time, window, triggers.of(window)), window, stateWindow);
        if (eventTime && time == cleanupTime(window)) {
            clear(window, stateWindow);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    void onProcessingTime(Object key, @Nullable Object namespace, long time) throws Exception {
        Window window = (Window) namespace;
        Window stateWindow = open(window);
        if (stateWindow == null) {
            return; // as above
        }
        act(trigger.onProcessingTime(time, window, triggers.of(window)), window, stateWindow);
        if (!eventTime && time == cleanupTime(window)) {
            clear(window, stateWindow);
        }
    }

    /** What a window would give later by the clock it gives now, once. */
    @Override
    @SuppressWarnings("NullAway") // as above
    void onNoMoreProcessingTime(Object key, @Nullable Object namespace, long time) throws Exception {
        Window window = (Window) namespace;
        Window stateWindow = open(window);
        if (stateWindow == null) {
            return; // as above
        }
        TriggerResult result = trigger.onProcessingTime(time, window, triggers.of(window));
        act(result, window, stateWindow);
        if (result.isFire() || (!eventTime && time == cleanupTime(window))) {
            clear(window, stateWindow);
            deleteCleanup(window);
        }
    }

    /** Where the content of the window is; null if windows merge and this one is no more. */
    private @Nullable Window open(Window window) throws Exception {
        MergingWindows open = merging;
        if (open == null) {
            return window;
        }
        open.load();
        return open.stateWindow(window);
    }

    @SuppressWarnings("NullAway") // as above
    private void clear(Window window, Window stateWindow) throws Exception {
        contents.clear(stateWindow);
        trigger.clear(window, triggers.of(window));
        backend().setCurrentNamespace(null);
        results().clear(window);
        if (merging != null) {
            merging.retire(window);
            merging.persist();
        }
    }

    // Late, and over
    // ------------------------------------------------------------------------------------------------------------------------

    private boolean isLate(Window window) {
        return eventTime && cleanupTime(window) <= clock().watermark();
    }

    private boolean isLate(long timestamp) {
        return eventTime && WindowClock.cleanupTime(timestamp, allowedLateness) <= clock().watermark();
    }

    private long cleanupTime(Window window) {
        return eventTime ? WindowClock.cleanupTime(window.maxTimestamp(), allowedLateness) : window.maxTimestamp();
    }

    private void registerCleanup(Window window) {
        long time = cleanupTime(window);
        if (time == Long.MAX_VALUE) {
            return; // never
        }
        if (eventTime) {
            timers().registerEventTimeTimer(window, time);
        } else {
            timers().registerProcessingTimeTimer(window, time);
            context.services().timersChanged();
        }
    }

    private void deleteCleanup(Window window) {
        long time = cleanupTime(window);
        if (time == Long.MAX_VALUE) {
            return;
        }
        if (eventTime) {
            timers().deleteEventTimeTimer(window, time);
        } else {
            timers().deleteProcessingTimeTimer(window, time);
        }
    }

    private final class Assigning extends WindowAssigner.WindowAssignerContext {
        @Override
        public long getCurrentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public int getIndexOfThisSubtask() {
            return context.taskInfo().indexOfThisSubtask();
        }
    }

    /** What the trigger may do, for one window at a time. */
    private final class Triggers implements Trigger.OnMergeContext {
        private final NamespacedStates states;
        private @Nullable Window window;
        private List<Window> merged = List.of();

        Triggers(NamespacedStates states) {
            this.states = states;
        }

        Triggers of(Window forWindow) {
            window = forWindow;
            states.setNamespace(forWindow);
            return this;
        }

        Triggers merging(Window result, List<Window> others) {
            merged = new ArrayList<>(others);
            merged.remove(result);
            return of(result);
        }

        @Override
        public long getCurrentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public long getCurrentWatermark() {
            return clock().watermark();
        }

        @Override
        public void registerProcessingTimeTimer(long time) {
            timers().registerProcessingTimeTimer(window, time);
            context.services().timersChanged();
        }

        @Override
        public void registerEventTimeTimer(long time) {
            timers().registerEventTimeTimer(window, time);
        }

        @Override
        public void deleteProcessingTimeTimer(long time) {
            if (eventTime || !isCleanup(time)) {
                timers().deleteProcessingTimeTimer(window, time);
            }
        }

        @Override
        public void deleteEventTimeTimer(long time) {
            if (!eventTime || !isCleanup(time)) {
                timers().deleteEventTimeTimer(window, time);
            }
        }

        /** The timer that clears the window is not the trigger's: without it all of the window would stay for ever. */
        private boolean isCleanup(long time) {
            return window != null && time == cleanupTime(window);
        }

        @Override
        public <S extends State> S getPartitionedState(StateDescriptor<S, ?> descriptor) {
            return states.get(descriptor);
        }

        @Override
        public <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> descriptor) {
            try {
                backend().mergeNamespaces(merging(descriptor), window, merged);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                backend().setCurrentNamespace(null);
            }
        }

        private MergingState<?, ?> merging(StateDescriptor<?, ?> descriptor) {
            if (descriptor instanceof ListStateDescriptor<?> list) {
                return backend().getListState(list);
            } else if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
                return backend().getReducingState(reducing);
            }
            return backend().getAggregatingState((AggregatingStateDescriptor<?, ?, ?>) descriptor);
        }
    }
}
