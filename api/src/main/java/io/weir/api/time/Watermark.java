package io.weir.api.time;

/**
 * Says that no record with an event time up to {@code timestamp} is to come.
 *
 * @param timestamp milliseconds
 */
public record Watermark(long timestamp) {
    /** Nothing is to come at all. */
    public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

    public long getTimestamp() {
        return timestamp;
    }
}
