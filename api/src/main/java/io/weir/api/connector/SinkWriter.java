package io.weir.api.connector;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes records of one subtask. Called by one thread. */
public interface SinkWriter<InputT> {
    void write(InputT element, Context context) throws IOException, InterruptedException;

    /** Called before each barrier, and with true after the last record of a bounded stream: nothing may stay in buffers. */
    void flush(boolean endOfInput) throws IOException, InterruptedException;

    default void writeWatermark(long watermark) throws IOException, InterruptedException {}

    void close() throws Exception;

    /** Valid only during the call it was handed to; times in milliseconds. */
    interface Context {
        long currentWatermark();

        /** Null if the record has none. */
        @Nullable
        Long timestamp();
    }
}
