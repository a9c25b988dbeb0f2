package io.weir.api.graph.operator;

import io.weir.api.OutputTag;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.Function;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a keyed stream.
 *
 * @param fold a ReduceFunction or AggregateFunction; null if windows keep all their records
 * @param function a WindowFunction, AllWindowFunction, ProcessWindowFunction or ProcessAllWindowFunction; null if what {@code fold} made
 *     is the result
 * @param allowedLatenessMillis at least 0
 * @param lateTag where records go that are too late; null if they are dropped
 */
public record WindowSpec(
        WindowAssigner<?, ?> assigner,
        Trigger<?, ?> trigger,
        @Nullable Evictor<?, ?> evictor,
        @Nullable Function fold,
        @Nullable Function function,
        long allowedLatenessMillis,
        @Nullable OutputTag<?> lateTag)
        implements OperatorSpec {
    /**
     * Whether a window only keeps one value, and gives its result when event time passes its end. With lateness, a process function is told
     * when each window is cleared, which only an operator that keeps them one by one knows.
     */
    public boolean isAggregatedAtTheEnd() {
        boolean told = function instanceof ProcessWindowFunction<?, ?, ?, ?>
                || function instanceof ProcessAllWindowFunction<?, ?, ?>;
        return fold != null
                && evictor == null
                && trigger instanceof EventTimeTrigger
                && (!told || allowedLatenessMillis == 0);
    }

    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public KeyUse keyUse() {
        return KeyUse.NEEDED;
    }

    @Override
    public @Nullable Object fieldUser() {
        return fold;
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        if (function != null) {
            return null;
        }
        return fold instanceof ReduceFunction<?> ? reads : FunctionTypes.argument(fold, AggregateFunction.class, 2);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.window(this);
    }
}
