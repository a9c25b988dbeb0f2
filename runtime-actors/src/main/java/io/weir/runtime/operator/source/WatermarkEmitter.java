package io.weir.runtime.operator.source;

import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkOutput;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.output.Output;

/** What a generator says, as those behind hear it: watermarks rise, and a status is said once. */
final class WatermarkEmitter implements WatermarkOutput {
    private final OperatorContext context;
    private final Output output;
    private long last = Long.MIN_VALUE;
    private boolean idle;

    WatermarkEmitter(OperatorContext context, Output output) {
        this.context = context;
        this.output = output;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        emit(watermark.timestamp());
    }

    void emit(long timestamp) {
        markActive();
        if (timestamp > last) {
            last = timestamp;
            context.advanceWatermark(timestamp);
            output.watermark(timestamp);
        }
    }

    /** The highest so far; {@link Long#MIN_VALUE} before the first. */
    long last() {
        return last;
    }

    boolean isIdle() {
        return idle;
    }

    @Override
    public void markIdle() {
        if (!idle) {
            idle = true;
            output.status(ChannelStatus.IDLE);
        }
    }

    @Override
    public void markActive() {
        if (idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
    }
}
