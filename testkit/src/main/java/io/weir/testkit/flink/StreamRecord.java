package io.weir.testkit.flink;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record and its timestamp, in milliseconds of event time, if it has one. Immutable. */
public final class StreamRecord<T> {
    private final T value;
    private final @Nullable Long timestamp;

    /** Without a timestamp. */
    public StreamRecord(T value) {
        this(value, (Long) null);
    }

    public StreamRecord(T value, long timestamp) {
        this(value, Long.valueOf(timestamp));
    }

    StreamRecord(T value, @Nullable Long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    public T getValue() {
        return value;
    }

    /** {@link Long#MIN_VALUE} if there is none. */
    public long getTimestamp() {
        Long known = timestamp;
        return known == null ? Long.MIN_VALUE : known;
    }

    public boolean hasTimestamp() {
        return timestamp != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamRecord<?> that
                && Objects.equals(value, that.value)
                && Objects.equals(timestamp, that.timestamp);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp);
    }

    @Override
    public String toString() {
        return "Record @ " + (hasTimestamp() ? timestamp : "(undef)") + " : " + value;
    }
}
