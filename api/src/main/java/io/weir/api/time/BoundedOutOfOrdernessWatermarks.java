package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.time.Duration;

/** The highest timestamp so far, less the bound, less one; periodic. */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {
    private final long outOfOrdernessMillis;
    private long maxTimestamp;

    /** @throws IllegalArgumentException [API-180] if the bound is negative */
    public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
        check(maxOutOfOrderness);
        outOfOrdernessMillis = Argument.saturatedMillis(maxOutOfOrderness, "maxOutOfOrderness");
        maxTimestamp =
                Long.MIN_VALUE + outOfOrdernessMillis + 1; // so that the first watermark is the lowest, not beyond it
    }

    static void check(Duration maxOutOfOrderness) {
        if (Argument.given(maxOutOfOrderness, "maxOutOfOrderness").isNegative()) {
            throw new IllegalArgumentException(
                    "[API-180] A bound of " + maxOutOfOrderness
                            + " for records out of order makes no sense. Watermarks would overtake their records. Give zero or more.");
        }
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMillis - 1));
    }
}
