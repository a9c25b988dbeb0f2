package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.KeyedStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.KeyedProcessFunction;

/** The operator of a keyed process function; for a keyed harness. */
public final class KeyedProcessOperator<K, IN, OUT> implements OneInputStreamOperator<IN, OUT> {
    private final KeyedProcessFunction<K, IN, OUT> function;

    public KeyedProcessOperator(KeyedProcessFunction<K, IN, OUT> function) {
        this.function = Argument.given(function, "function");
    }

    @Override
    public DataStream<OUT> on(DataStream<IN> stream) {
        @SuppressWarnings("unchecked") // a keyed harness gives a stream of this key
        KeyedStream<IN, K> keyed = (KeyedStream<IN, K>) stream;
        return keyed.process(function);
    }
}
