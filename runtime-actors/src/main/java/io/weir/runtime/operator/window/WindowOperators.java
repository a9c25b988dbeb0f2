package io.weir.runtime.operator.window;

import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.window.assigner.DynamicEventTimeSessionWindows;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.output.Output;
import java.util.List;

/**
 * Which operator serves which windows. Event time windows of the built-in kinds that reduce or aggregate, with the built-in trigger and without
 * evictor, are kept in one row for each key; all others by definition. Both give the same results.
 */
public final class WindowOperators {
    /** The states in which windows are kept, one by each operator. */
    static final List<String> STATES =
            List.of(WindowOperator.STATE, AlignedWindowOperator.STATE, SessionWindowOperator.STATE);

    private WindowOperators() {}

    public static StreamOperator create(WindowSpec spec, OperatorContext context, Output output) {
        if (spec.isAggregatedAtTheEnd()) {
            if (spec.assigner() instanceof TumblingEventTimeWindows tumbling && tumbling.isAligned()) {
                return new AlignedWindowOperator(
                        context,
                        output,
                        spec,
                        new Slicing(tumbling.getSize(), tumbling.getSize(), tumbling.getOffset()));
            }
            if (spec.assigner() instanceof SlidingEventTimeWindows sliding) {
                return new AlignedWindowOperator(
                        context, output, spec, new Slicing(sliding.getSize(), sliding.getSlide(), sliding.getOffset()));
            }
            if (spec.assigner() instanceof EventTimeSessionWindows
                    || spec.assigner() instanceof DynamicEventTimeSessionWindows<?>) {
                return new SessionWindowOperator(context, output, spec);
            }
        }
        return new WindowOperator(context, output, spec);
    }
}
