package io.weir.api.function;

import io.weir.api.Collector;
import io.weir.api.window.Window;

/** Makes the results of a window of a key. */
@FunctionalInterface
public interface WindowFunction<IN, OUT, KEY, W extends Window> extends Function {
    /** {@code input} holds all records of the window, or the one value that they were reduced or aggregated to. */
    void apply(KEY key, W window, Iterable<IN> input, Collector<OUT> out) throws Exception;
}
