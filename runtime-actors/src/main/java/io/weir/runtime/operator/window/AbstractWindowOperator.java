package io.weir.runtime.operator.window;

import io.weir.api.OutputTag;
import io.weir.api.function.Function;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRuntimeContext;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.TimerRules;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;
import io.weir.state.KeyedStateBackend;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerDomain;
import io.weir.state.timer.TimerHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all operators of windows have in common: state, timers, the user's function, and what becomes of records that are too late. */
abstract class AbstractWindowOperator extends UserFunctionOperator<Function> implements TimerHandler {
    private static final Function NOTHING = new Function() {};

    final WindowSpec spec;
    final WindowAssigner<Object, Window> assigner;
    final long allowedLateness;
    private final @Nullable Output lateOutput;
    private @Nullable KeyedStateBackend backend;
    private @Nullable InternalTimerService timers;
    private @Nullable WindowClock clock;
    private @Nullable WindowResults results;
    private @Nullable NamespacedStates windowStates;

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    AbstractWindowOperator(OperatorContext context, Output output, WindowSpec spec) {
        super(context, output, spec.function() == null ? NOTHING : spec.function());
        this.spec = spec;
        this.assigner = (WindowAssigner<Object, Window>) spec.assigner();
        this.allowedLateness = spec.allowedLatenessMillis();
        OutputTag<?> tag = spec.lateTag();
        this.lateOutput = tag == null ? null : context.sideOutput(tag);
    }

    /** The name of the state that holds what is in the windows. */
    abstract String stateName();

    /** See {@link TimerRules}: without limit where no trigger of the user's sets timers. */
    long mostSetForNow() {
        return Long.MAX_VALUE;
    }

    /** Asks for state. */
    abstract void openWindows(KeyedStateBackend state, InternalTimerService timerService) throws Exception;

    @Override
    protected final boolean usesState() {
        return true;
    }

    @Override
    public final void open() throws Exception {
        KeyedStateBackend state = context.keyedState();
        refuseStateOfOthers(state);
        InternalTimerService service =
                context.timers("window-timers", this, TimerRules.ofWindows(mostSetForNow(), this::onEndOfClock));
        backend = state;
        timers = service;
        clock = WindowClock.open(context, service);
        windowStates = new NamespacedStates(state);
        results = WindowResults.of(spec.function(), context, output, new Surrounds());
        openWindows(state, service);
        super.open();
    }

    /** Operators keep windows in different ways; one that finds what another has kept would begin with empty windows. */
    private void refuseStateOfOthers(KeyedStateBackend state) {
        for (String other : WindowOperators.STATES) {
            if (!other.equals(stateName()) && state.hasState(other)) {
                throw new WeirException(
                        FailureKind.CORRUPT_STATE,
                        "[CKP-405] " + context.description() + " finds windows in its state that are kept as '"
                                + FrameworkState.withoutPrefix(other) + "'; as the program is now, it keeps them as '"
                                + FrameworkState.withoutPrefix(stateName())
                                + "'. Assigner, trigger, evictor, lateness or the kind of its function were changed, and the open windows with"
                                + " them. Change them back, or give the operator another uid and start with empty windows.");
            }
        }
    }

    @Override
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        clock().snapshot(snapshot);
        super.snapshot(snapshot);
    }

    @Override
    public final void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        if (domain == TimerDomain.EVENT_TIME) {
            onEventTime(key, namespace, time);
        } else {
            onProcessingTime(key, namespace, time);
        }
    }

    abstract void onEventTime(Object key, @Nullable Object namespace, long time) throws Exception;

    abstract void onProcessingTime(Object key, @Nullable Object namespace, long time) throws Exception;

    /** The input has ended, and a timer of the clock will never be due. */
    private void onEndOfClock(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
        onNoMoreProcessingTime(key, namespace, time);
    }

    /** Only operators that have timers of the clock are asked. */
    void onNoMoreProcessingTime(Object key, @Nullable Object namespace, long time) throws Exception {
        throw new AssertionError("these windows have no timers by the clock");
    }

    /** No window took the record: it goes to the side output, or is counted. */
    final void late(Object value, long timestamp) {
        Output side = lateOutput;
        if (side != null) {
            side.emit(value, timestamp);
        } else {
            context.timeCounters().recordLate();
        }
    }

    /** As the assigner does, with a sentence. */
    @SuppressWarnings("NullAway") // an assigner by event time asks its context for nothing
    final void refuseWithoutTimestamp(Object value) {
        assigner.assignWindows(value, Long.MIN_VALUE, null);
    }

    // Everything below is there from open() on.

    @SuppressWarnings("NullAway")
    final KeyedStateBackend backend() {
        return backend;
    }

    @SuppressWarnings("NullAway")
    final InternalTimerService timers() {
        return timers;
    }

    @SuppressWarnings("NullAway")
    final WindowClock clock() {
        return clock;
    }

    @SuppressWarnings("NullAway")
    final WindowResults results() {
        return results;
    }

    final Object currentKey() {
        return Objects.requireNonNull(backend().getCurrentKey());
    }

    /** What functions and evictors see. */
    final class Surrounds implements WindowResults.Surroundings, Evictor.EvictorContext {
        private final OperatorRuntimeContext keyStates = new OperatorRuntimeContext(context);

        @Override
        public long currentProcessingTime() {
            return context.clock().currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return clock().watermark();
        }

        @Override
        public long getCurrentProcessingTime() {
            return currentProcessingTime();
        }

        @Override
        public long getCurrentWatermark() {
            return currentWatermark();
        }

        @Override
        @SuppressWarnings("NullAway") // open() comes before the first call
        public KeyedStateStore windowState(Window window) {
            if (assigner instanceof MergingWindowAssigner) {
                throw new WeirException(
                        FailureKind.USER_CODE,
                        "[API-131] " + context.description() + " asked for state of a window that merges with others. "
                                + "Nobody can tell what becomes of it then. Use globalState(), or keep what is needed in the aggregate.");
            }
            windowStates.setNamespace(window);
            return windowStates;
        }

        @Override
        public KeyedStateStore globalState() {
            return keyStates;
        }
    }
}
