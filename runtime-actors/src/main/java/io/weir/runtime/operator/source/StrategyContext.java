package io.weir.runtime.operator.source;

import io.weir.api.time.ProcessingClock;
import io.weir.api.time.RelativeClock;
import io.weir.api.time.TimestampAssignerSupplier;
import io.weir.api.time.WatermarkGeneratorSupplier;
import io.weir.runtime.operator.OperatorContext;

/** What the parts of a watermark strategy find around them. */
record StrategyContext(ProcessingClock clock, RelativeClock activity)
        implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {
    StrategyContext(OperatorContext context) {
        this(context.clock(), context.services().inputActivityClock());
    }

    @Override
    public ProcessingClock getProcessingClock() {
        return clock;
    }

    @Override
    public RelativeClock getInputActivityClock() {
        return activity;
    }
}
