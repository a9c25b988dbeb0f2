package io.weir.testkit;

import io.weir.runtime.element.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A record as an operator emitted it.
 *
 * @param timestamp milliseconds of event time; null if the record has none
 */
public record Emitted<T>(T value, @Nullable Long timestamp) {
    @SuppressWarnings("unchecked") // the API's generics have checked what the operator emits
    static <T> Emitted<T> of(Object value, long timestamp) {
        return new Emitted<>((T) value, timestamp == RecordBatch.NO_TIMESTAMP ? null : timestamp);
    }
}
