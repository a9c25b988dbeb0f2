package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.window.Window;

/** Makes the results of a window of a stream without keys. */
@FunctionalInterface
public interface AllWindowFunction<IN, OUT, W extends Window> extends Function {
    /** {@code values} holds all records of the window, or the one value that they were reduced or aggregated to. */
    void apply(W window, Iterable<IN> values, Collector<OUT> out) throws Exception;
}
