package io.weir.api;

import io.weir.api.field.FieldAggregate;
import io.weir.api.field.FieldRef;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.Function;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.RichFunction;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/** What is said of windows before their function is named. */
final class WindowDraft<T, W extends Window> {
    private final WindowAssigner<? super T, W> assigner;
    private Trigger<?, ?> trigger;
    private @Nullable Evictor<?, ?> evictor;
    private long allowedLateness;
    private @Nullable OutputTag<?> lateTag;

    WindowDraft(WindowAssigner<? super T, W> assigner) {
        this.assigner = assigner;
        this.trigger = checked(assigner.getDefaultTrigger());
    }

    void trigger(Trigger<?, ?> other) {
        trigger = checked(other);
    }

    void evictor(Evictor<?, ?> other) {
        evictor = other;
    }

    void allowedLateness(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("[API-130] The allowed lateness of " + assigner + " is " + millis
                    + " ms. Records cannot be allowed to come before their time. Give 0 or more.");
        }
        allowedLateness = millis;
    }

    void lateTag(OutputTag<?> tag) {
        lateTag = tag;
    }

    /** Of windows that keep their records, and hand them to a function. */
    OperatorSpec elements(Function function) {
        return new WindowSpec(assigner, trigger, evictor, null, function, allowedLateness, lateTag);
    }

    /** Of windows that keep one value. */
    OperatorSpec reduce(ReduceFunction<T> reduce, @Nullable Function function) {
        refuseRich(reduce, "reduce");
        return new WindowSpec(assigner, trigger, evictor, reduce, function, allowedLateness, lateTag);
    }

    /** Of windows that keep one accumulator. */
    OperatorSpec aggregate(AggregateFunction<T, ?, ?> aggregate, @Nullable Function function) {
        refuseRich(aggregate, "aggregate");
        return new WindowSpec(assigner, trigger, evictor, aggregate, function, allowedLateness, lateTag);
    }

    OperatorSpec field(FieldAggregate.Kind kind, FieldRef field) {
        return reduce(new FieldAggregate<>(kind, field), null);
    }

    /** As plans and metrics call the operator. */
    String name(String what) {
        return "Window(" + assigner + ", " + trigger.getClass().getSimpleName()
                + (evictor == null ? "" : ", " + evictor.getClass().getSimpleName()) + ", " + what + ")";
    }

    private Trigger<?, ?> checked(Trigger<?, ?> candidate) {
        if (assigner instanceof MergingWindowAssigner && !candidate.canMerge()) {
            throw new UnsupportedOperationException(
                    "[API-131] Trigger " + candidate.getClass().getName()
                            + " cannot serve " + assigner
                            + ": these windows merge, and the trigger does not say what becomes of its state then. "
                            + "Override canMerge and onMerge, or use another trigger.");
        }
        return candidate;
    }

    private static void refuseRich(Function fold, String method) {
        if (fold instanceof RichFunction) {
            throw new UnsupportedOperationException("[API-132] The function of " + method + " on a window, "
                    + fold.getClass().getName()
                    + ", is a rich function. It becomes part of the window's state, where it is never opened. "
                    + "Give a plain one, and a ProcessWindowFunction as second argument for what needs a context.");
        }
    }
}
