package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Copies values inside a value; {@link CodecRegistry#copy} hands it to codecs, for which it is valid during the call
 * that it was passed to. Confined to one thread. */
public final class ValueCopier {

    private final CodecRegistry registry;
    private int depth;
    /** Of the last whole value, and its codec: most copiers see one class. */
    private @Nullable Class<?> wholeType;

    private @Nullable Codec<Object> wholeCodec;

    ValueCopier(CodecRegistry registry) {
        this.registry = registry;
    }

    /**
     * As {@link #copy}, of a value that is in no other.
     *
     * @throws UnsupportedTypeException as {@link #copy}
     */
    @SuppressWarnings("unchecked") // a codec copies a value to one of the same class
    public <V> V copyWhole(V value) {
        Class<?> type = value.getClass();
        Codec<Object> codec = wholeCodec;
        if (codec == null || type != wholeType) {
            codec = registry.describe(type).codec();
            wholeCodec = codec;
            wholeType = type;
        }
        depth = 1; // what is left of a copy that failed does not count
        return codec.isImmutable() ? value : (V) codec.copy(value, this);
    }

    /**
     * A copy of any value that has a codec; the value itself if it is null or immutable.
     *
     * @throws UnsupportedTypeException if its class has no codec, or the value is nested deeper than {@value TypeTable#MAX_DEPTH}
     */
    @SuppressWarnings("unchecked") // a codec copies a value to one of the same class
    public <V> @Nullable V copy(@Nullable V value) {
        if (value == null || isPlain(value.getClass())) {
            return value;
        }
        Codec<Object> codec = registry.describe(value.getClass()).codec();
        if (codec.isImmutable()) {
            return value;
        }
        if (++depth > TypeTable.MAX_DEPTH) {
            throw SerdeErrors.tooDeep(value.getClass());
        }
        Object copy = codec.copy(value, this);
        depth--;
        return (V) copy;
    }

    /** The commonest of the immutable classes: not looked up. */
    private static boolean isPlain(Class<?> type) {
        return type == String.class
                || type == Long.class
                || type == Integer.class
                || type == Double.class
                || type == Boolean.class;
    }
}
