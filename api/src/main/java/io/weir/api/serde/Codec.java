package io.weir.api.serde;

import java.io.Serializable;

/**
 * Turns values of one class into bytes and back. Write one for a class that Weir has none for, and hand it to {@link
 * CodecRegistry#register}; one instance serves all threads, so that it must not keep anything between calls.
 * It is {@link Serializable} because it travels to the cluster with the job, once; values never do.
 *
 * <pre>{@code
 * final class MoneyCodec implements Codec<Money> {
 *     public void encode(Money money, BinaryOutput out, ValueWriter nested) {
 *         out.writeLong(money.cents());
 *         nested.write(money.currency(), out);      // any value that has a codec, null too
 *     }
 *     public Money decode(BinaryInput in, ValueReader nested) {
 *         return Money.of(in.readLong(), (Currency) nested.read(in));
 *     }
 *     public boolean isImmutable() { return true; }
 *     public Money copy(Money money, ValueCopier nested) { return money; }
 * }
 * }</pre>
 *
 * @param <T> the class whose instances it serves; never a subclass of it
 */
public interface Codec<T> extends Serializable {

    /** Writes all that {@link #decode} needs. {@code value} is never null. */
    void encode(T value, BinaryOutput out, ValueWriter nested);

    /**
     * Reads exactly the bytes that {@link #encode} wrote. What it throws on nonsense is reported as {@link CorruptDataException}; read
     * lengths with {@link BinaryInput#readLength}, so that nonsense cannot ask for gigabytes.
     */
    T decode(BinaryInput in, ValueReader nested);

    /** Whether no value of the class can ever change, nor anything it refers to: such values are shared, never copied. */
    boolean isImmutable();

    /** A value equal to this one that shares nothing mutable with it; an immutable value itself. */
    T copy(T value, ValueCopier nested);
}
