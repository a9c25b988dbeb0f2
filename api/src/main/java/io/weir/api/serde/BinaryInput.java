package io.weir.api.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryOutput} wrote, from a range of an array. The bytes are not trusted: a read past the end, an overlong number or
 * a length above what remains is a {@link CorruptDataException} with the position, before anything is allocated. Confined to one thread.
 */
public final class BinaryInput {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int start;
    private int position;
    private int limit;

    /** Reads all of {@code source}. */
    public BinaryInput(byte[] source) {
        this(source, 0, source.length);
    }

    /** Reads {@code length} bytes of {@code source} beginning at {@code from}; the array is not copied. */
    public BinaryInput(byte[] source, int from, int length) {
        bytes = source;
        reset(source, from, length);
    }

    /**
     * Starts over on another range, so that one input serves many.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public void reset(byte[] source, int from, int length) {
        java.util.Objects.checkFromIndexSize(from, length, source.length);
        bytes = source;
        start = from;
        position = from;
        limit = from + length;
    }

    /** Bytes read so far, counted from the start of the range. */
    public int position() {
        return position - start;
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    /** One byte, signed. */
    public byte readByte() {
        return bytes[claim(1)];
    }

    /** One byte, 0 or 1; another is corrupt. */
    public boolean readBoolean() {
        byte value = bytes[claim(1)];
        if ((value & ~1) != 0) {
            throw SerdeErrors.corrupt(this, "a boolean is " + value + " instead of 0 or 1");
        }
        return value == 1;
    }

    /** Two bytes. */
    public short readShort() {
        return (short) SHORTS.get(bytes, claim(Short.BYTES));
    }

    /** Two bytes. */
    public char readChar() {
        return (char) CHARS.get(bytes, claim(Character.BYTES));
    }

    /** Four bytes. */
    public int readInt() {
        return (int) INTS.get(bytes, claim(Integer.BYTES));
    }

    /** Eight bytes. */
    public long readLong() {
        return (long) LONGS.get(bytes, claim(Long.BYTES));
    }

    /** Four bytes. */
    public float readFloat() {
        return Float.intBitsToFloat(readInt());
    }

    /** Eight bytes. */
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /** What {@link BinaryOutput#writeVarInt} wrote. */
    public int readVarInt() {
        int first = readByte();
        return first >= 0 ? first : readLongVarInt(first);
    }

    private int readLongVarInt(int first) {
        int value = first & 0x7F;
        for (int shift = 7; shift < Integer.SIZE; shift += 7) {
            int next = readByte();
            if (shift == 28 && (next & ~0x0F) != 0) {
                break;
            }
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw SerdeErrors.corrupt(this, "a number of variable length has more than 32 bits");
    }

    /** What {@link BinaryOutput#writeVarLong} wrote. */
    public long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            if (shift == 63 && (next & ~1) != 0) {
                break;
            }
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw SerdeErrors.corrupt(this, "a number of variable length has more than 64 bits");
    }

    /** What {@link BinaryOutput#writeZigZagLong} wrote. */
    public long readZigZagLong() {
        long value = readVarLong();
        return (value >>> 1) ^ -(value & 1);
    }

    /** What {@link #readVarInt} would return, without passing over it. */
    int peekVarInt() {
        int start = position;
        int value = readVarInt();
        position = start;
        return value;
    }

    /**
     * Reads the number of elements that follow, written with {@link BinaryOutput#writeVarInt}.
     *
     * @param bytesPerElement the fewest bytes one element takes; at least 1
     * @return a number whose elements can be there: never more than {@link #remaining()} divided by {@code bytesPerElement}
     */
    public int readLength(int bytesPerElement) {
        int length = readVarInt();
        if (length < 0 || length > remaining() / bytesPerElement) {
            throw SerdeErrors.corrupt(
                    this,
                    Integer.toUnsignedString(length) + " elements of at least " + bytesPerElement
                            + " byte(s) are announced, but only " + remaining() + " bytes are left");
        }
        return length;
    }

    /** What {@link BinaryOutput#writeString} wrote. */
    public String readString() {
        String value = readNullableString();
        if (value == null) {
            throw SerdeErrors.corrupt(this, "a string that must be there is null");
        }
        return value;
    }

    /** What {@link BinaryOutput#writeNullableString} wrote. */
    public @Nullable String readNullableString() {
        int header = readByte();
        if (header < 0) {
            position--;
            return readLongString();
        }
        return decodeString(header >>> 2, header & 3);
    }

    private @Nullable String readLongString() {
        long header = readVarLong();
        long length = header >>> 2;
        if (length > remaining()) {
            throw SerdeErrors.corrupt(
                    this, "a string of " + length + " bytes is announced, but only " + remaining() + " bytes are left");
        }
        return decodeString((int) length, (int) (header & 3));
    }

    private @Nullable String decodeString(int length, int encoding) {
        int at = claim(length);
        return switch (encoding) {
            case BinaryOutput.LATIN_1 -> decodeLatin1(at, length);
            case BinaryOutput.UTF_8 -> new String(bytes, at, length, StandardCharsets.UTF_8);
            case BinaryOutput.UTF_16 -> decodeCharacters(at, length);
            default -> {
                if (length != 0) {
                    throw SerdeErrors.corrupt(this, "a null string has " + length + " bytes");
                }
                yield null;
            }
        };
    }

    /** The old constructor means Latin-1 when the high byte is 0, and is inlined, unlike the one with a charset: 8 ns against 13. */
    @SuppressWarnings("deprecation")
    private String decodeLatin1(int at, int length) {
        return new String(bytes, 0, at, length);
    }

    private String decodeCharacters(int at, int length) {
        if ((length & 1) != 0) {
            throw SerdeErrors.corrupt(this, "a UTF-16 string has an odd number of bytes, " + length);
        }
        char[] characters = new char[length / 2];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) CHARS.get(bytes, at + 2 * i);
        }
        return new String(characters);
    }

    /** Copies the next {@code length} bytes to {@code target}, beginning at {@code to}. */
    public void readBytes(byte[] target, int to, int length) {
        System.arraycopy(bytes, claim(length), target, to, length);
    }

    /** Passes over {@code count} bytes. */
    public void skip(int count) {
        claim(count);
    }

    private int claim(int count) {
        int at = position;
        if (limit - at < count || count < 0) {
            throw SerdeErrors.corrupt(
                    this, "the data ends: " + count + " more bytes are needed, " + (limit - at) + " are left");
        }
        position = at + count;
        return at;
    }
}
