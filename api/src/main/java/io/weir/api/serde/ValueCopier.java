package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Copies values inside a value; {@link CodecRegistry#copy} hands it to codecs. Valid during the call that it was passed to. */
public final class ValueCopier {

    private final CodecRegistry registry;
    private int depth;

    ValueCopier(CodecRegistry registry) {
        this.registry = registry;
    }

    /**
     * A copy of any value that has a codec; the value itself if it is null or immutable.
     *
     * @throws UnsupportedTypeException if its class has no codec, or the value is nested deeper than {@value TypeTable#MAX_DEPTH}
     */
    @SuppressWarnings("unchecked") // a codec copies a value to one of the same class
    public <V> @Nullable V copy(@Nullable V value) {
        if (value == null) {
            return null;
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
}
