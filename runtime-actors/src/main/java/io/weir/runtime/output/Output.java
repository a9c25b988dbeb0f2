package io.weir.runtime.output;

import io.weir.runtime.element.ChannelStatus;

/** Takes the results of an operator. Inside a chain this is the next operator itself, so that a record passes by a direct call. */
public interface Output {
    /** Takes a record; {@code timestamp} is milliseconds of event time, or {@link io.weir.runtime.element.RecordBatch#NO_TIMESTAMP}. */
    void emit(Object value, long timestamp);

    void watermark(long timestamp);

    void status(ChannelStatus status);
}
