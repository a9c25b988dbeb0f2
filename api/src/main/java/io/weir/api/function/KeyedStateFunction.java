package io.weir.api.function;

import io.weir.api.state.State;

/** Is given each key that has a state, and that state. */
@FunctionalInterface
public interface KeyedStateFunction<K, S extends State> {
    void process(K key, S state) throws Exception;
}
