package io.weir.fuzz;

import java.util.List;
import java.util.Objects;

/**
 * A decoder, and what it promises of any bytes: {@link Rule} checks it.
 *
 * @param <T> what it decodes to
 */
public interface FuzzTarget<T> {
    /** In lower case, as in {@code weir fuzz --target}; the name of its folder of inputs. */
    String name();

    /** What it is, for the table. */
    String what();

    /** Inputs that it accepts, of each shape there is. */
    List<byte[]> seeds() throws Exception;

    /** Decodes as the product does. */
    T decode(byte[] input) throws Exception;

    /** What {@link #decode} takes; the newest format. */
    byte[] encode(T value) throws Exception;

    /** Whether this is the exception that the decoder documents. */
    boolean isRefusal(Throwable thrown);

    /** Whether two decoded values are the same. */
    default boolean same(T one, T other) {
        return Objects.equals(one, other);
    }

    /** The input with its checksum put right, so that what is behind the checksum is tried as well; the same array if there is none. */
    default byte[] sealed(byte[] input) {
        return input;
    }

    /** How many times as long as others one input takes; the short run tries that much less. */
    default int cost() {
        return 1;
    }

    /** Bytes that decoding may allocate whatever the length of the input. */
    default long freeBytes() {
        return Rule.FREE_BYTES;
    }

    /** Bytes that decoding may allocate for each byte of input, beyond {@link #freeBytes}. */
    default int bytesPerByte() {
        return Rule.BYTES_PER_BYTE;
    }
}
