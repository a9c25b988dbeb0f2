package io.weir.runtime.operator;

import io.weir.runtime.time.Alarms;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that waits for its answer, or whose answer waits for its turn. Confined to the subtask's thread. */
final class AsyncRecord {
    final Object value;
    final long timestamp;
    int attempts;
    boolean timedOut;
    boolean done;
    Alarms.@Nullable Alarm alarm;
    Collection<Object> results = List.of();

    /** Where it stands among the others; null before it is in the queue. */
    AsyncQueue.@Nullable Segment segment;

    AsyncRecord(Object value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }
}
