package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.MessageFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A connection that has not said who it is. It is read as far as its hello goes and no further, into memory that was set aside for it. Confined to the loop. */
final class Stranger implements SocketLoop.Handler {
    static final int BUFFER_BYTES = PartialFrame.LENGTH_BYTES + Frames.MAX_HELLO;

    private final SocketChannel channel;
    private final String cookie;
    private final Reception reception;
    private final ByteBuffer heard = ByteBuffer.allocate(BUFFER_BYTES).limit(PartialFrame.LENGTH_BYTES);
    private boolean lengthKnown;

    Stranger(SocketChannel channel, String cookie, Reception reception) {
        this.channel = channel;
        this.cookie = cookie;
        this.reception = reception;
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (!lengthKnown) {
            if (!isFilled()) {
                return;
            }
            int length = heard.getInt(0);
            if (length < 1 || length > Frames.MAX_HELLO) {
                throw MessageFormat.refused("a frame of " + length + " bytes");
            }
            lengthKnown = true;
            heard.limit(PartialFrame.LENGTH_BYTES + length);
        }
        if (isFilled()) {
            introduce(key);
        }
    }

    private boolean isFilled() throws IOException {
        if (channel.read(heard) < 0) {
            throw new IOException("The other side closed it.");
        }
        return !heard.hasRemaining();
    }

    private void introduce(SelectionKey key) throws IOException {
        if (!Frames.isHello(heard.flip().position(PartialFrame.LENGTH_BYTES), cookie)) {
            channel.write(ByteBuffer.wrap(new byte[] {Frames.REFUSED}));
            throw MessageFormat.refused(
                    "it did not introduce itself as a node of this cluster, or has another weir.exchange.cookie");
        }
        reception.introduce(this, key);
    }

    @Override
    public void ended(SelectionKey key, IOException why) {
        reception.strangerEnded(key, why);
    }
}
