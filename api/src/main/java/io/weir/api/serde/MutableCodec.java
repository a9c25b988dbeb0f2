package io.weir.api.serde;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A codec of mutable values without other values in them, from three functions. */
record MutableCodec<T>(BiConsumer<T, BinaryOutput> encoder, Function<BinaryInput, T> decoder, UnaryOperator<T> copier)
        implements Codec<T> {

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
        return false;
    }

    @Override
    public T copy(T value, ValueCopier nested) {
        return copier.apply(value);
    }
}
