package io.weir.api.serde;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.UUID;

/** Boxes, strings, big numbers, UUID and {@link Date}. */
final class ScalarCodecs {

    private ScalarCodecs() {}

    @SuppressWarnings("JavaUtilDate") // users have Dates
    static void addTo(BuiltInCodecs.Target to) {
        to.immutable(Tags.BOOLEAN, Boolean.class, (v, out) -> out.writeBoolean(v), BinaryInput::readBoolean);
        to.immutable(Tags.BYTE, Byte.class, (v, out) -> out.writeByte(v), BinaryInput::readByte);
        to.immutable(Tags.SHORT, Short.class, (v, out) -> out.writeShort(v), BinaryInput::readShort);
        to.immutable(Tags.CHARACTER, Character.class, (v, out) -> out.writeChar(v), BinaryInput::readChar);
        to.immutable(Tags.INTEGER, Integer.class, (v, out) -> out.writeInt(v), BinaryInput::readInt);
        to.immutable(Tags.LONG, Long.class, (v, out) -> out.writeLong(v), BinaryInput::readLong);
        to.immutable(Tags.FLOAT, Float.class, (v, out) -> out.writeFloat(v), BinaryInput::readFloat);
        to.immutable(Tags.DOUBLE, Double.class, (v, out) -> out.writeDouble(v), BinaryInput::readDouble);
        to.immutable(Tags.STRING, String.class, (v, out) -> out.writeString(v), BinaryInput::readString);
        to.immutable(Tags.BIG_INTEGER, BigInteger.class, ScalarCodecs::writeBigInteger, ScalarCodecs::readBigInteger);
        to.immutable(
                Tags.BIG_DECIMAL,
                BigDecimal.class,
                (v, out) -> {
                    out.writeInt(v.scale());
                    writeBigInteger(v.unscaledValue(), out);
                },
                in -> {
                    int scale = in.readInt();
                    return new BigDecimal(readBigInteger(in), scale);
                });
        to.immutable(
                Tags.UUID,
                UUID.class,
                (v, out) -> {
                    out.writeLong(v.getMostSignificantBits());
                    out.writeLong(v.getLeastSignificantBits());
                },
                in -> new UUID(in.readLong(), in.readLong()));
        to.add(
                Tags.DATE,
                new MutableCodec<Date>(
                        (v, out) -> out.writeLong(v.getTime()),
                        in -> new Date(in.readLong()),
                        v -> new Date(v.getTime())),
                Date.class);
    }

    private static void writeBigInteger(BigInteger value, BinaryOutput out) {
        byte[] bytes = value.toByteArray();
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    private static BigInteger readBigInteger(BinaryInput in) {
        byte[] bytes = new byte[in.readLength(1)];
        in.readBytes(bytes, 0, bytes.length);
        return new BigInteger(bytes);
    }
}
