package io.weir.api.function;

import io.weir.api.time.Watermark;
import org.jspecify.annotations.Nullable;

/** Receives each record of a stream. Implement one of the two {@code invoke}. */
public interface SinkFunction<IN> extends Function {
    /** Called by {@link #invoke(Object, Context)} unless that is implemented. */
    default void invoke(IN value) throws Exception {}

    default void invoke(IN value, Context context) throws Exception {
        invoke(value);
    }

    default void writeWatermark(Watermark watermark) throws Exception {}

    /** Called after the last record of a bounded stream. */
    default void finish() throws Exception {}

    /** Valid only during the call it was handed to; times in milliseconds. */
    interface Context {
        long currentProcessingTime();

        long currentWatermark();

        /** Null if the record has none. */
        @Nullable
        Long timestamp();
    }
}
