package io.weir.api.function;

import io.weir.api.Collector;

/** One record in, any number out, for each of two connected streams; both methods are called by one thread. */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function {
    void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

    void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}
