package io.weir.runtime.operator;

import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.graph.OperatorSpec;
import io.weir.api.window.assigner.DynamicEventTimeSessionWindows;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.runtime.output.Output;
import java.util.List;

/**
 * Which operator serves which windows. Event time windows of the built-in kinds that reduce or aggregate, with the built-in trigger and without
 * evictor, are kept in one row for each key; all others by definition. Both give the same results.
 */
final class WindowOperators {
    /** The states in which windows are kept, one by each operator. */
    static final List<String> STATES =
            List.of(WindowOperator.STATE, AlignedWindowOperator.STATE, SessionWindowOperator.STATE);

    private WindowOperators() {}

    static StreamOperator create(OperatorSpec.WindowSpec spec, OperatorContext context, Output output) {
        if (isAggregatedAtTheEnd(spec)) {
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

    /** With lateness, a process function is told when each window is cleared, which only the operator by definition knows. */
    private static boolean isAggregatedAtTheEnd(OperatorSpec.WindowSpec spec) {
        boolean told = spec.function() instanceof ProcessWindowFunction<?, ?, ?, ?>
                || spec.function() instanceof ProcessAllWindowFunction<?, ?, ?>;
        return spec.fold() != null
                && spec.evictor() == null
                && spec.trigger() instanceof EventTimeTrigger
                && (!told || spec.allowedLatenessMillis() == 0);
    }
}
