package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.MessageFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that another node opened: reads frames and hands them on. Confined to the loop. */
final class Incoming implements SocketLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final int BUFFER_BYTES = 256 * 1024;
    /** Other connections wait so long at most. */
    private static final int READS_IN_A_ROW = 8;

    private final SocketChannel channel;
    private final SocketSettings settings;
    private final Frames.Receiver receiver;
    private final Runnable ended;
    private final int maxFrame;
    private ByteBuffer buffer = ByteBuffer.allocate(Frames.MAX_HELLO + 4);
    private boolean introduced;

    Incoming(SocketChannel channel, SocketSettings settings, Frames.Receiver receiver, Runnable ended) {
        this.channel = channel;
        this.settings = settings;
        this.receiver = receiver;
        this.ended = ended;
        this.maxFrame = settings.maxElementBytes() + Frames.MAX_OVERHEAD;
    }

    boolean isIntroduced() {
        return introduced;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        for (int reads = 0; reads < READS_IN_A_ROW; reads++) {
            int room = buffer.remaining();
            int read = channel.read(buffer);
            if (read < 0) {
                throw new IOException("the other node closed the connection");
            }
            buffer.flip();
            readFrames();
            if (read < room) {
                return;
            }
        }
    }

    /** Takes all whole frames out of the buffer, and leaves it ready for the rest of the next. */
    private void readFrames() throws IOException {
        while (buffer.remaining() >= 4) {
            int length = buffer.getInt(buffer.position());
            if (length < 1 || length > (introduced ? maxFrame : Frames.MAX_HELLO)) {
                throw refused("a frame of " + length + " bytes");
            }
            if (buffer.remaining() < 4 + length) {
                makeRoomFor(4 + length);
                return;
            }
            int start = buffer.position() + 4;
            int limit = buffer.limit();
            buffer.limit(start + length).position(start);
            onFrame();
            buffer.limit(limit).position(start + length);
        }
        if (introduced && buffer.capacity() < BUFFER_BYTES) {
            makeRoomFor(BUFFER_BYTES);
        } else {
            buffer.compact();
        }
    }

    private void makeRoomFor(int bytes) {
        if (bytes <= buffer.capacity()) {
            buffer.compact();
        } else {
            buffer = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, bytes)).put(buffer);
        }
    }

    private void onFrame() throws IOException {
        if (introduced) {
            Frames.read(buffer, settings.maxElementBytes(), receiver);
            return;
        }
        introduced = Frames.isHello(buffer, settings.cookie());
        channel.write(ByteBuffer.wrap(new byte[] {introduced ? Frames.WELCOME : Frames.REFUSED}));
        if (!introduced) {
            throw refused("it did not introduce itself as a node of this cluster, or has another weir.exchange.cookie");
        }
    }

    private static IOException refused(String what) {
        return MessageFormat.refused(what);
    }

    @Override
    public void ended(IOException why) {
        if (why instanceof java.io.NotSerializableException || !introduced) {
            LOG.warn("[NET-616] A data connection from another node was closed. {}", why.getMessage());
        } else {
            LOG.debug("a data connection from another node has ended: {}", why.toString());
        }
        ended.run();
    }
}
