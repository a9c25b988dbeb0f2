package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.KeySelector;
import java.util.Iterator;

/** What Flink keeps beside {@link DataStream}. */
public final class DataStreamUtils {
    private DataStreamUtils() {}

    /** Flink's old form of {@link DataStream#executeAndCollect()}. */
    public static <T> Iterator<T> collect(DataStream<T> stream) throws Exception {
        Argument.given(stream, "stream");
        return stream.executeAndCollect();
    }

    /** Flink's old form of {@link DataStream#executeAndCollect(String)}. */
    public static <T> Iterator<T> collect(DataStream<T> stream, String executionJobName) throws Exception {
        Argument.given(stream, "stream");
        Argument.named(executionJobName, "executionJobName");
        return stream.executeAndCollect(executionJobName);
    }

    /**
     * As {@link DataStream#keyBy}: the same result as in Flink, where records stay where they are, and safe for streams that are parted in
     * another way.
     */
    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector) {
        Argument.given(stream, "stream");
        Argument.given(keySelector, "keySelector");
        return stream.keyBy(keySelector);
    }
}
