package io.weir.api;

import io.weir.api.connector.UntimedSource;
import io.weir.api.graph.operator.AssignTimeSpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.graph.operator.SourceFunctionSpec;
import io.weir.api.graph.operator.SourceSpec;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.time.NoWatermarksStrategy;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.ProcessingTimeTrigger;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows by {@code timeWindow} of a program that did not choose a clock: of event time, unless the program, once it is whole, assigns no time
 * anywhere. Then event time would stand still until the end, and they follow the clock, as they did where the method comes from.
 */
final class OldTimeWindows {
    private final IdentityHashMap<WindowAssigner<?, ?>, WindowAssigner<?, ?>> byTheClock = new IdentityHashMap<>();

    /** Returns the first of two assigners, which becomes the second one if the program assigns no time. */
    <A extends WindowAssigner<?, ?>> A add(A byEventTime, WindowAssigner<?, ?> instead) {
        byTheClock.put(byEventTime, instead);
        return byEventTime;
    }

    /** Whether nothing in the program gives records timestamps. */
    static boolean haveNoTime(List<OperatorDraft> drafts) {
        return drafts.stream().allMatch(draft -> hasNoTime(draft.spec));
    }

    private static boolean hasNoTime(OperatorSpec spec) {
        if (spec instanceof SourceSpec source) {
            WatermarkStrategy<?> strategy = source.strategy();
            boolean none = strategy == null || strategy instanceof NoWatermarksStrategy<?>;
            return none && source.source() instanceof UntimedSource;
        }
        if (spec instanceof SourceFunctionSpec source) {
            return source.function() instanceof UntimedSource;
        }
        return !(spec instanceof AssignTimeSpec);
    }

    /** What stands in the place of an operator's windows if the program has no time; null if that is nothing else. */
    @Nullable
    WindowSpec withoutTime(OperatorSpec spec) {
        if (!(spec instanceof WindowSpec windows)) {
            return null;
        }
        WindowAssigner<?, ?> instead = byTheClock.get(windows.assigner());
        if (instead == null) {
            return null;
        }
        return new WindowSpec(
                instead,
                windows.trigger() instanceof EventTimeTrigger ? ProcessingTimeTrigger.create() : windows.trigger(),
                windows.evictor(),
                windows.fold(),
                windows.function(),
                windows.allowedLatenessMillis(),
                windows.lateTag());
    }
}
