package io.weir.connector.file;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Says in which directory below the sink's an element goes. */
@FunctionalInterface
public interface BucketAssigner<T> extends Serializable {
    /** A relative path such as {@code 2026-01-01--10} or {@code eu/de}; empty for the sink's own directory. It must not lead out of it. */
    String getBucketId(T element, Context context);

    /** Valid only during the call it was handed to; times in milliseconds since 1970. */
    interface Context {
        long currentProcessingTime();

        long currentWatermark();

        /** Null if the element has none. */
        @Nullable
        Long timestamp();
    }
}
