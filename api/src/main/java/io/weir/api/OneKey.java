package io.weir.api;

import io.weir.api.function.KeySelector;

/** The key of a stream that is not parted: the same for all. */
final class OneKey<T> implements KeySelector<T, Byte> {
    @Override
    public Byte getKey(T value) {
        return (byte) 0;
    }
}
