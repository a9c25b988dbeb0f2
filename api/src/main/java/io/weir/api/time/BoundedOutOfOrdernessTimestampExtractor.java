package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.time.Duration;

/**
 * The old form of {@link WatermarkStrategy#forBoundedOutOfOrderness}. Its watermark is the highest timestamp less the bound, without the
 * further millisecond: a record that is late by exactly the bound is late.
 */
public abstract class BoundedOutOfOrdernessTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private static final long serialVersionUID = 1L;

    private final long maxOutOfOrderness;
    private long currentMaxTimestamp;
    private long lastEmittedWatermark = Long.MIN_VALUE;

    /** @throws IllegalArgumentException [API-180] if the bound is negative */
    public BoundedOutOfOrdernessTimestampExtractor(Duration maxOutOfOrderness) {
        BoundedOutOfOrdernessWatermarks.check(maxOutOfOrderness);
        this.maxOutOfOrderness = Argument.saturatedMillis(maxOutOfOrderness, "maxOutOfOrderness");
        this.currentMaxTimestamp = Long.MIN_VALUE + this.maxOutOfOrderness;
    }

    /** @throws IllegalArgumentException [API-180] if the bound is negative */
    public BoundedOutOfOrdernessTimestampExtractor(Time maxOutOfOrderness) {
        this(Argument.given(maxOutOfOrderness, "maxOutOfOrderness").toDuration());
    }

    /** Milliseconds. */
    public long getMaxOutOfOrdernessInMillis() {
        return maxOutOfOrderness;
    }

    /** The record's event time, in milliseconds. */
    public abstract long extractTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractTimestamp(element);
        currentMaxTimestamp = Math.max(currentMaxTimestamp, timestamp);
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        lastEmittedWatermark = Math.max(lastEmittedWatermark, currentMaxTimestamp - maxOutOfOrderness);
        return new Watermark(lastEmittedWatermark);
    }
}
