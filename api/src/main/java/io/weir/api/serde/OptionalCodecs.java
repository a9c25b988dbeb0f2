package io.weir.api.serde;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@link Optional} and its three primitive siblings. */
final class OptionalCodecs {

    private OptionalCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.add(Tags.OPTIONAL, new OptionalCodec(), Optional.class);
        to.immutable(
                Tags.OPTIONAL_INT,
                OptionalInt.class,
                (v, out) -> {
                    out.writeBoolean(v.isPresent());
                    if (v.isPresent()) {
                        out.writeInt(v.getAsInt());
                    }
                },
                in -> in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty());
        to.immutable(
                Tags.OPTIONAL_LONG,
                OptionalLong.class,
                (v, out) -> {
                    out.writeBoolean(v.isPresent());
                    if (v.isPresent()) {
                        out.writeLong(v.getAsLong());
                    }
                },
                in -> in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty());
        to.immutable(
                Tags.OPTIONAL_DOUBLE,
                OptionalDouble.class,
                (v, out) -> {
                    out.writeBoolean(v.isPresent());
                    if (v.isPresent()) {
                        out.writeDouble(v.getAsDouble());
                    }
                },
                in -> in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty());
    }

    /** An empty one is a null. */
    private static final class OptionalCodec implements Codec<Optional<?>> {
        @Override
        public void encode(Optional<?> value, BinaryOutput out, ValueWriter nested) {
            nested.write(value.orElse(null), out);
        }

        @Override
        public Optional<?> decode(BinaryInput in, ValueReader nested) {
            return Optional.ofNullable(nested.read(in));
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public Optional<?> copy(Optional<?> value, ValueCopier nested) {
            Object content = value.orElse(null);
            Object copy = nested.copy(content);
            return copy == content ? value : Optional.ofNullable(copy);
        }
    }
}
