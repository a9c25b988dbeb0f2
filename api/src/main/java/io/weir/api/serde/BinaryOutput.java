package io.weir.api.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes that codecs write to. Numbers are big endian; lengths are LEB128. Confined to one thread; made to be reused
 * ({@link #reset()}), because it never shrinks.
 */
public final class BinaryOutput {

    static final int LATIN_1 = 0;
    static final int UTF_8 = 1;
    static final int UTF_16 = 2;
    static final int NULL_STRING = 3;

    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    /** Above this many characters the JDK's vectorised encoder beats a loop, although it allocates (CodecBenchmark). */
    private static final int LONG_STRING = 24;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int position;
    private boolean oneNaN;

    /** Starts empty, with room for {@code initialCapacity} bytes; zero or more. */
    public BinaryOutput(int initialCapacity) {
        bytes = new byte[initialCapacity];
    }

    /** The bytes themselves, not a copy: valid from 0 to {@link #position()}, until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Bytes written so far. */
    public int position() {
        return position;
    }

    /**
     * Goes back to an earlier position, or forward over room to be filled in later (its content is undefined until then).
     *
     * @throws IllegalArgumentException if {@code newPosition} is negative
     */
    public void position(int newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException(
                    "position " + newPosition + " is before the start; positions count from 0");
        }
        if (newPosition > bytes.length) {
            grow((long) newPosition - position);
        }
        position = newPosition;
    }

    /** Empties it; the room is kept. */
    public void reset() {
        position = 0;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, position);
    }

    /** Writes the low eight bits. */
    public void writeByte(int value) {
        int at = claim(1); // may replace the array
        bytes[at] = (byte) value;
    }

    /** One byte, 0 or 1. */
    public void writeBoolean(boolean value) {
        int at = claim(1);
        bytes[at] = (byte) (value ? 1 : 0);
    }

    /** Writes the low sixteen bits. */
    public void writeShort(int value) {
        int at = claim(Short.BYTES);
        SHORTS.set(bytes, at, (short) value);
    }

    /** Two bytes. */
    public void writeChar(char value) {
        int at = claim(Character.BYTES);
        CHARS.set(bytes, at, value);
    }

    /** Four bytes. */
    public void writeInt(int value) {
        int at = claim(Integer.BYTES);
        INTS.set(bytes, at, value);
    }

    /** Eight bytes. */
    public void writeLong(long value) {
        int at = claim(Long.BYTES);
        LONGS.set(bytes, at, value);
    }

    /** Four bytes; every bit pattern of a NaN survives, but in keys. */
    public void writeFloat(float value) {
        writeInt(oneNaN ? Float.floatToIntBits(value) : Float.floatToRawIntBits(value));
    }

    /** Eight bytes; every bit pattern of a NaN survives, but in keys. */
    public void writeDouble(double value) {
        writeLong(oneNaN ? Double.doubleToLongBits(value) : Double.doubleToRawLongBits(value));
    }

    /** From here on all NaNs have the same bytes, or not: {@code Double.equals} makes no difference between them, so that keys must not either. */
    void writeOneNaN(boolean one) {
        oneNaN = one;
    }

    /** Unsigned LEB128: one byte below 128, five for a negative number. */
    public void writeVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            writeByte(rest | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    /** Unsigned LEB128: one byte below 128, ten for a negative number. */
    public void writeVarLong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** LEB128 with the sign in the lowest bit: one byte from -64 to 63. */
    public void writeZigZagLong(long value) {
        writeVarLong((value << 1) ^ (value >> 63));
    }

    /** A string of any length and content, unpaired surrogates included. The same string always gives the same bytes. */
    public void writeString(String value) {
        int length = value.length();
        if (length > LONG_STRING) {
            writeLongString(value);
            return;
        }
        int at = claim(length + 1);
        byte[] to = bytes;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            highest |= c;
            to[at + 1 + i] = (byte) c;
        }
        if (highest <= 0xFF) {
            to[at] = (byte) (length << 2 | LATIN_1);
        } else {
            position = at;
            writeWideString(value);
        }
    }

    /** As {@link #writeString}, for a string that may be null; read it with {@link BinaryInput#readNullableString()}. */
    public void writeNullableString(@Nullable String value) {
        if (value == null) {
            writeByte(NULL_STRING);
        } else {
            writeString(value);
        }
    }

    /** Copies {@code length} bytes; their number is not written. */
    public void writeBytes(byte[] source, int from, int length) {
        int at = claim(length);
        System.arraycopy(source, from, bytes, at, length);
    }

    private void writeLongString(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        if (encoded.length == value.length()
                && !hidesSurrogate(value, encoded)) { // ASCII: both encodings are the same bytes
            writeEncoded(encoded, LATIN_1);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                writeWideString(value);
                return;
            }
        }
        writeEncoded(value.getBytes(StandardCharsets.ISO_8859_1), LATIN_1);
    }

    /**
     * The encoder replaces an unpaired surrogate by one '?', so that equal lengths alone do not prove that the string is
     * ASCII. Looks at eight bytes at a time, because long strings are nearly always free of either.
     */
    private static boolean hidesSurrogate(String value, byte[] encoded) {
        int i = 0;
        for (; i <= encoded.length - Long.BYTES; i += Long.BYTES) {
            long differences = (long) LONGS.get(encoded, i) ^ 0x3F3F_3F3F_3F3F_3F3FL; // a zero byte for each '?'
            if (((differences - 0x0101_0101_0101_0101L) & ~differences & 0x8080_8080_8080_8080L) != 0) {
                break;
            }
        }
        for (; i < encoded.length; i++) {
            if (encoded[i] == '?' && value.charAt(i) != '?') {
                return true;
            }
        }
        return false;
    }

    private void writeWideString(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                writeCharacters(value);
                return;
            }
        }
        writeEncoded(value.getBytes(StandardCharsets.UTF_8), UTF_8);
    }

    private void writeEncoded(byte[] encoded, int encoding) {
        writeVarLong((long) encoded.length << 2 | encoding);
        writeBytes(encoded, 0, encoded.length);
    }

    /** UTF-8 has no place for an unpaired surrogate. */
    private void writeCharacters(String value) {
        writeVarLong((long) value.length() << 3 | UTF_16);
        for (int i = 0; i < value.length(); i++) {
            writeChar(value.charAt(i));
        }
    }

    private int claim(int count) {
        int at = position;
        if (bytes.length - at < count) {
            grow(count);
        }
        position = at + count;
        return at;
    }

    private void grow(long count) {
        long needed = position + count;
        if (needed > MAX_BYTES) {
            throw SerdeErrors.tooLarge(needed, MAX_BYTES);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, Math.max(64L, 2L * bytes.length))));
    }
}
