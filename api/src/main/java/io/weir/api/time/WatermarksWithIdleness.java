package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.time.Duration;

/** Marks the output idle when no record came for a while. It becomes active again with the next watermark. */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> watermarks;
    private final RelativeClock clock;
    private final long idleTimeoutNanos;
    private boolean sawEvent;
    private boolean quiet;
    private long quietSinceNanos;
    private boolean idle;

    /** {@code clock} must stand still while records could not be read though there are some. */
    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
        this.watermarks = Argument.given(watermarks, "watermarks");
        this.clock = Argument.given(clock, "clock");
        this.idleTimeoutNanos =
                Argument.notNegative(Argument.saturatedNanos(idleTimeout, "idleTimeout"), "idleTimeout");
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        watermarks.onEvent(event, eventTimestamp, output);
        sawEvent = true;
        idle = false;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (!isQuietForTooLong()) {
            watermarks.onPeriodicEmit(output);
        } else if (!idle) {
            idle = true;
            output.markIdle();
        }
    }

    /** The quiet time begins with the first question in which no record had come since the one before. */
    private boolean isQuietForTooLong() {
        if (sawEvent) {
            sawEvent = false;
            quiet = false;
            return false;
        }
        long now = clock.relativeTimeNanos();
        if (!quiet) {
            quiet = true;
            quietSinceNanos = now;
            return false;
        }
        return now - quietSinceNanos > idleTimeoutNanos;
    }
}
