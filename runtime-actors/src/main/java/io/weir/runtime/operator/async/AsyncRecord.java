package io.weir.runtime.operator.async;

import io.weir.runtime.time.Alarms;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that waits for its answer, or whose answer waits for its turn. Confined to the subtask's thread. */
final class AsyncRecord {
    final Object value;
    final long timestamp;
    int attempts;
    boolean done;

    /** What is said by the function's {@code timeout}; null before it is called. */
    AsyncOperator.@Nullable Answer ofTimeout;

    /** After the time that the record may take; null if it may take any. */
    Alarms.@Nullable Alarm timeout;

    /** After the delay before the next attempt; null if none is waited for. */
    Alarms.@Nullable Alarm nextAttempt;

    /** No attempt follows the one under way: the input has ended. */
    boolean last;

    Collection<Object> results = List.of();

    /** Where it stands among the others; null before it is in the queue. */
    AsyncQueue.@Nullable Segment segment;

    AsyncRecord(Object value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }
}
