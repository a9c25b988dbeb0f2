package io.weir.api;

import io.weir.api.function.KeySelector;
import java.util.Iterator;

/** What Flink keeps beside {@link DataStream}. */
public final class DataStreamUtils {
    private DataStreamUtils() {}

    /** Flink's old form of {@link DataStream#executeAndCollect()}. */
    public static <T> Iterator<T> collect(DataStream<T> stream) throws Exception {
        return stream.executeAndCollect();
    }

    /** Flink's old form of {@link DataStream#executeAndCollect(String)}. */
    public static <T> Iterator<T> collect(DataStream<T> stream, String executionJobName) throws Exception {
        return stream.executeAndCollect(executionJobName);
    }

    /**
     * A keyed stream without sending records anywhere: for a stream that is parted just so already, by a {@code keyBy} with the same key, max
     * parallelism and parallelism before it. A record in the wrong subtask fails the job.
     */
    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector) {
        return KeyedStream.asItIs(stream, keySelector);
    }
}
