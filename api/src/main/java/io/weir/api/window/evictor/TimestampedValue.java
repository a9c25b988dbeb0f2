package io.weir.api.window.evictor;

/** A record and its timestamp, if it has one. */
public final class TimestampedValue<T> {
    private final T value;
    private final long timestamp;

    /** @param timestamp milliseconds; Long.MIN_VALUE stands for none */
    public TimestampedValue(T value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    public T getValue() {
        return value;
    }

    /** Milliseconds; Long.MIN_VALUE if there is none. */
    public long getTimestamp() {
        return timestamp;
    }

    public boolean hasTimestamp() {
        return timestamp != Long.MIN_VALUE;
    }

    @Override
    public String toString() {
        return value + (hasTimestamp() ? "@" + timestamp : "");
    }
}
