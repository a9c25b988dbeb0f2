package io.weir.actors.exchange;

import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;

/**
 * The data plane's messages as bytes, the same on every transport: epoch, channel, a number, then the element or another number. Big
 * endian throughout.
 */
public final class MessageFormat {
    private static final int HEAD_BYTES = 8 + 4 + 8;
    private static final int CREDIT_BYTES = HEAD_BYTES + 8;

    private MessageFormat() {}

    /** Bytes that {@link #write} takes, exactly. */
    public static int sizeOf(ExchangeMessage message) {
        return message instanceof Deliver deliver ? HEAD_BYTES + ElementFormat.sizeOf(deliver.element()) : CREDIT_BYTES;
    }

    /** Throws {@link IllegalArgumentException} for a batch by reference, which must never leave its JVM. */
    public static void write(ExchangeMessage message, ByteBuffer into) {
        into.putLong(message.epoch());
        if (message instanceof Deliver deliver) {
            into.putInt(deliver.channel()).putLong(deliver.sequence());
            ElementFormat.write(deliver.element(), into);
        } else if (message instanceof Credit credit) {
            into.putInt(credit.channel()).putLong(credit.upTo()).putLong(credit.received());
        }
    }

    /**
     * Reads all that is left of the buffer as a {@link Deliver}.
     *
     * @param maxElementBytes of a batch's records
     * @throws NotSerializableException with a sentence, whatever the bytes
     */
    public static Deliver readDeliver(ByteBuffer from, int maxElementBytes) throws NotSerializableException {
        need(from, HEAD_BYTES);
        Deliver message = new Deliver(
                notNegative(from.getLong()),
                (int) notNegative(from.getInt()),
                notNegative(from.getLong()),
                ElementFormat.read(from, maxElementBytes));
        return noRest(message, from);
    }

    /** As {@link #readDeliver}. */
    public static Credit readCredit(ByteBuffer from) throws NotSerializableException {
        need(from, CREDIT_BYTES);
        Credit message = new Credit(
                notNegative(from.getLong()),
                (int) notNegative(from.getInt()),
                notNegative(from.getLong()),
                notNegative(from.getLong()));
        return noRest(message, from);
    }

    /** What says that bytes of another node make no sense. */
    public static NotSerializableException refused(String what) {
        return ElementFormat.refused(what);
    }

    private static void need(ByteBuffer from, int bytes) throws NotSerializableException {
        if (from.remaining() < bytes) {
            throw ElementFormat.refused("a message of " + from.remaining() + " bytes, " + bytes + " is the least");
        }
    }

    private static long notNegative(long number) throws NotSerializableException {
        if (number < 0) {
            throw ElementFormat.refused("epoch, channel or number " + number + "; none may be negative");
        }
        return number;
    }

    private static <T> T noRest(T message, ByteBuffer from) throws NotSerializableException {
        if (from.hasRemaining()) {
            throw ElementFormat.refused(from.remaining() + " bytes after the end of a message");
        }
        return message;
    }
}
