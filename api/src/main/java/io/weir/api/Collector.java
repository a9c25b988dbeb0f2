package io.weir.api;

/** Where an operator puts its results, in order. Valid only during the call it was handed to. */
public interface Collector<T> {
    /** Emits one record. The record must not change afterwards: it travels by reference. */
    void collect(T record);

    /** Called by the runtime; user code need not call it. */
    void close();
}
