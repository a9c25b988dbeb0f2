package io.weir.api.time;

import io.weir.api.function.Function;
import org.jspecify.annotations.Nullable;

/** The old form of assigner and periodic generator in one; a {@link WatermarkStrategy} can do the same. */
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Function {
    /** Asked for periodically; null, or one that is not above the last one, changes nothing. */
    @Nullable
    Watermark getCurrentWatermark();
}
