package io.weir.api.window.trigger;

import io.weir.api.argument.Argument;
import io.weir.api.function.DeltaFunction;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.window.Window;
import org.jspecify.annotations.Nullable;

/** Fires when a record is farther than a threshold from the one for which it fired last (from the first one, at first). */
public final class DeltaTrigger<T, W extends Window> extends Trigger<T, W> {
    private final DeltaFunction<T> deltaFunction;
    private final double threshold;
    private final ValueStateDescriptor<T> lastElement;

    @SuppressWarnings("unchecked") // the class is for messages only
    private DeltaTrigger(double threshold, DeltaFunction<T> deltaFunction) {
        this.deltaFunction = deltaFunction;
        this.threshold = threshold;
        this.lastElement = new ValueStateDescriptor<>(FrameworkState.named("last-element"), (Class<T>) Object.class);
    }

    public static <T, W extends Window> DeltaTrigger<T, W> of(double threshold, DeltaFunction<T> deltaFunction) {
        Argument.given(deltaFunction, "deltaFunction");
        return new DeltaTrigger<>(threshold, deltaFunction);
    }

    /** As above; a description of the type is not needed. */
    public static <T, W extends Window> DeltaTrigger<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, @Nullable TypeInformation<T> stateType) {
        return of(threshold, deltaFunction);
    }

    /** As above; a serializer is not needed. */
    public static <T, W extends Window> DeltaTrigger<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, @Nullable TypeSerializer<T> stateSerializer) {
        return of(threshold, deltaFunction);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        ValueState<T> last = ctx.getPartitionedState(lastElement);
        T before = last.value();
        if (before == null) {
            last.update(element);
            return TriggerResult.CONTINUE;
        }
        if (deltaFunction.getDelta(before, element) > threshold) {
            last.update(element);
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ctx.getPartitionedState(lastElement).clear();
    }

    @Override
    public String toString() {
        return "DeltaTrigger(" + threshold + ")";
    }
}
