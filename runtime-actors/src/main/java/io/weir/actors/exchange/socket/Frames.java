package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.MessageFormat;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The frames of a connection as bytes; see the package. Numbers of kinds never change. */
final class Frames {
    /** Length, kind and receiver: what a message takes besides itself. */
    static final int HEAD_BYTES = 4 + 1 + 8;

    /** Of the length of a frame of a message, besides the records of a batch. */
    static final int MAX_OVERHEAD = 128;

    static final int MAX_COOKIE = 256;
    static final int MAX_HELLO = 1024;
    static final byte WELCOME = 'Y';
    static final byte REFUSED = 'N';

    private static final byte HELLO = 1;
    private static final byte DELIVER = 2;
    private static final byte CREDIT = 3;
    private static final String MAGIC = "WEIR-EXCHANGE-1 ";

    /** Takes what a connection brings. */
    interface Receiver {
        /** False if there is no such receiver. */
        boolean receive(long receiver, ExchangeMessage message);
    }

    private Frames() {}

    static ByteBuffer hello(String cookie) {
        byte[] words = (MAGIC + cookie).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + 1 + words.length)
                .putInt(1 + words.length)
                .put(HELLO)
                .put(words)
                .flip();
    }

    /** Whether what is left of the buffer, a frame without its length, introduces a node with that cookie. */
    static boolean isHello(ByteBuffer frame, String cookie) {
        byte[] expected = hello(cookie).position(4).slice().array();
        byte[] heard = new byte[frame.remaining()];
        frame.get(heard);
        return MessageDigest.isEqual(java.util.Arrays.copyOfRange(expected, 4, expected.length), heard);
    }

    static int sizeOf(ExchangeMessage message) {
        return HEAD_BYTES + MessageFormat.sizeOf(message);
    }

    static void write(long receiver, ExchangeMessage message, ByteBuffer into) {
        int start = into.position();
        into.putInt(0).put(message instanceof Deliver ? DELIVER : CREDIT).putLong(receiver);
        MessageFormat.write(message, into);
        into.putInt(start, into.position() - start - 4);
    }

    /**
     * Reads all that is left of the buffer, a frame without its length.
     *
     * @return whether there is such a receiver
     * @throws NotSerializableException with a sentence, whatever the bytes
     */
    static boolean read(ByteBuffer frame, int maxElementBytes, Receiver to) throws NotSerializableException {
        if (frame.remaining() < HEAD_BYTES - 4) {
            throw MessageFormat.refused("a frame of " + frame.remaining() + " bytes");
        }
        byte kind = frame.get();
        long receiver = frame.getLong();
        return switch (kind) {
            case DELIVER -> to.receive(receiver, MessageFormat.readDeliver(frame, maxElementBytes));
            case CREDIT -> to.receive(receiver, MessageFormat.readCredit(frame));
            default -> throw MessageFormat.refused("a frame of unknown kind " + kind);
        };
    }
}
