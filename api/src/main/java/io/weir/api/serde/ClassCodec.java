package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one class. A built-in type has a fixed tag and no shape; a user class has tag 0 and a shape, because each {@link
 * TypeTable} numbers its user classes itself.
 */
record ClassCodec(
        Class<?> type,
        Codec<Object> codec,
        int tag,
        @Nullable Shape shape) {

    @SuppressWarnings("unchecked") // a codec is only ever given instances of its own class
    static ClassCodec builtIn(Class<?> type, int tag, Codec<?> codec) {
        return new ClassCodec(type, (Codec<Object>) codec, tag, null);
    }

    @SuppressWarnings("unchecked") // as above
    static ClassCodec user(Class<?> type, Codec<?> codec, Shape shape) {
        return new ClassCodec(type, (Codec<Object>) codec, 0, shape);
    }
}
