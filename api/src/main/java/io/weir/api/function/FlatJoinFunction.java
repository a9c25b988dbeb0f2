package io.weir.api.function;

import io.weir.api.Collector;

/** Any number of results for each pair of records. */
@FunctionalInterface
public interface FlatJoinFunction<IN1, IN2, OUT> extends Function {
    void join(IN1 first, IN2 second, Collector<OUT> out) throws Exception;
}
