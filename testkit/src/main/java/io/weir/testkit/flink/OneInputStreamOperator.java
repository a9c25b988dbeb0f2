package io.weir.testkit.flink;

import io.weir.api.DataStream;

/** What a harness runs on one stream: made of a function, by the operators of this package. */
public interface OneInputStreamOperator<IN, OUT> {
    /** The operator behind a stream, which is keyed if the harness is. */
    DataStream<OUT> on(DataStream<IN> stream);
}
