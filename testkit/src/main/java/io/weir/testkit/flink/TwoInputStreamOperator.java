package io.weir.testkit.flink;

import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;

/** What a harness runs on two streams: made of a function, by the operators of this package. */
public interface TwoInputStreamOperator<IN1, IN2, OUT> {
    /** The operator behind two streams, which are keyed if the harness is. */
    DataStream<OUT> on(ConnectedStreams<IN1, IN2> streams);
}
