package io.weir.api.function;

import io.weir.api.Collector;

/** Results for all records of two streams that have a key in common; one of both may be empty. */
@FunctionalInterface
public interface CoGroupFunction<IN1, IN2, O> extends Function {
    void coGroup(Iterable<IN1> first, Iterable<IN2> second, Collector<O> out) throws Exception;
}
