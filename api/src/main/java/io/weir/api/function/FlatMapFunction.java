package io.weir.api.function;

import io.weir.api.Collector;

/** One record in, any number out. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {
    void flatMap(T value, Collector<O> out) throws Exception;
}
