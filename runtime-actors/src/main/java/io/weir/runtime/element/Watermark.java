package io.weir.runtime.element;

/** No record with a timestamp up to and including {@code timestamp} (milliseconds) follows on this channel, but for late ones. */
public record Watermark(long timestamp) implements StreamElement {
    /** The last watermark: event time is over. */
    public static final Watermark MAX = new Watermark(Long.MAX_VALUE);
}
