package io.weir.api.connector;

import io.weir.api.function.SinkFunction;

/** A {@link SinkFunction} in name: {@code addSink} takes the {@link Sink} that it holds, as {@code sinkTo} would. For old names of sinks. */
public interface SinkOfFunction<IN> extends SinkFunction<IN> {
    Sink<IN> sink();

    /** Never called. */
    @Override
    default void invoke(IN value, Context context) {
        throw new UnsupportedOperationException("[API-296] " + getClass().getName()
                + " writes nothing by itself. It holds a Sink. Give it to addSink.");
    }
}
