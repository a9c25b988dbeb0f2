package io.weir.api.graph;

import io.weir.api.function.KeySelector;

/** A key selector made of two, for the records of two streams in one. */
public interface KeyOfTwo {
    KeySelector<?, ?> key1();

    KeySelector<?, ?> key2();
}
