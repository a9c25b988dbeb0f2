package io.weir.api.serde;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the position of a constant in the {@link Shape} of its enum. A decoder for an older shape maps the positions there
 * to the constants of today, so that constants may be added and reordered.
 */
final class EnumCodec implements Codec<Enum<?>> {

    /** The constant for each position in the bytes; null where it is gone. */
    private final @Nullable Object[] constants;

    /** What the positions refer to. */
    private final Shape stored;

    private EnumCodec(@Nullable Object[] constants, Shape stored) {
        this.constants = constants;
        this.stored = stored;
    }

    static EnumCodec of(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        List<Shape.Member> members = Arrays.stream(constants)
                .map(constant -> new Shape.Member(((Enum<?>) constant).name(), ""))
                .toList();
        return new EnumCodec(constants, new Shape(Shape.Kind.ENUM, type.getName(), members));
    }

    Shape shape() {
        return stored;
    }

    /** Reads positions of {@code older} as constants of the present enum. */
    EnumCodec reading(Shape older) {
        @Nullable Object[] mapped = new Object[older.members().size()];
        for (int i = 0; i < mapped.length; i++) {
            for (Object constant : constants) {
                if (constant != null
                        && ((Enum<?>) constant)
                                .name()
                                .equals(older.members().get(i).name())) {
                    mapped[i] = constant;
                }
            }
        }
        return new EnumCodec(mapped, older);
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // the shape in the table tells which constant each ordinal was
    public void encode(Enum<?> value, BinaryOutput out, ValueWriter nested) {
        out.writeVarInt(value.ordinal());
    }

    @Override
    public Enum<?> decode(BinaryInput in, ValueReader nested) {
        int position = in.readVarInt();
        if (position < 0 || position >= constants.length) {
            throw SerdeErrors.corrupt(
                    in,
                    "constant " + Integer.toUnsignedString(position) + " of " + stored.className() + ", which has "
                            + constants.length);
        }
        Object constant = constants[position];
        if (constant == null) {
            throw SerdeErrors.constantGone(
                    stored, stored.members().get(position).name());
        }
        return (Enum<?>) constant;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public Enum<?> copy(Enum<?> value, ValueCopier nested) {
        return value;
    }
}
