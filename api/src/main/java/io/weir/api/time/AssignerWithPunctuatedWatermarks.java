package io.weir.api.time;

import io.weir.api.function.Function;
import org.jspecify.annotations.Nullable;

/** The old form of assigner and punctuated generator in one; a {@link WatermarkStrategy} can do the same. */
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Function {
    /** Asked after each record; null, or one that is not above the last one, changes nothing. */
    @Nullable
    Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
