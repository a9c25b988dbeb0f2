package io.weir.api.window.trigger;

import io.weir.api.state.MergingState;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.api.window.Window;
import java.io.Serializable;

/**
 * Says when the result of a window is emitted and its content thrown away. One object serves all windows of a subtask: what it must remember of
 * a window it keeps in {@link TriggerContext#getPartitionedState}, not in fields.
 *
 * @param <T> records
 * @param <W> windows
 */
public abstract class Trigger<T, W extends Window> implements Serializable {
    /** A record was added to the window. */
    public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception;

    /** A timer of the window is due by the clock. */
    public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception;

    /** A timer of the window is due by the watermark. Also called when the window is to be cleared, then with the time of that. */
    public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception;

    /** Whether it serves windows that merge, as sessions do. */
    public boolean canMerge() {
        return false;
    }

    /** Windows became {@code window}: merges their state into its state. Called only if {@link #canMerge}. */
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        throw new UnsupportedOperationException(
                "[API-131] " + getClass().getName()
                        + " was to serve windows that merge, and does not say how. Override onMerge and canMerge, or use another trigger.");
    }

    /** The window is gone: removes its state and timers. Not called when a window is purged. */
    public abstract void clear(W window, TriggerContext ctx) throws Exception;

    /** What a trigger may do. State and timers are of the window that the trigger is called for. */
    public interface TriggerContext {
        /** Milliseconds. */
        long getCurrentProcessingTime();

        /** Milliseconds; {@link Long#MIN_VALUE} before the first watermark. */
        long getCurrentWatermark();

        void registerProcessingTimeTimer(long time);

        void registerEventTimeTimer(long time);

        /** Does nothing if there is no such timer. */
        void deleteProcessingTimeTimer(long time);

        /** Does nothing if there is no such timer. */
        void deleteEventTimeTimer(long time);

        /** State of the key and window; the same object each time. */
        <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);
    }

    /** What a trigger may do when windows merge. */
    public interface OnMergeContext extends TriggerContext {
        /** Merges the state of the windows that are no more into that of the new one. */
        <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor);
    }
}
