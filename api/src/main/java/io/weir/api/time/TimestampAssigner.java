package io.weir.api.time;

/** Takes the event time out of a record. */
@FunctionalInterface
public interface TimestampAssigner<T> {
    /** The timestamp of a record that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * The record's event time, in milliseconds since 1970.
     *
     * @param recordTimestamp what the record has so far, from the source or an assigner before; {@link #NO_TIMESTAMP} if it has none
     * @return {@link #NO_TIMESTAMP} for a record that is to have none; such records are counted, and refused by event-time windows
     */
    long extractTimestamp(T element, long recordTimestamp);
}
