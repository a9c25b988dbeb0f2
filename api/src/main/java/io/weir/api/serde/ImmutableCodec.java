package io.weir.api.serde;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** A codec of immutable values without other values in them, from two functions. */
record ImmutableCodec<T>(BiConsumer<T, BinaryOutput> encoder, Function<BinaryInput, T> decoder) implements Codec<T> {

    @Override
    public void encode(T value, BinaryOutput out, ValueWriter nested) {
        encoder.accept(value, out);
    }

    @Override
    public T decode(BinaryInput in, ValueReader nested) {
        return decoder.apply(in);
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public T copy(T value, ValueCopier nested) {
        return value;
    }
}
