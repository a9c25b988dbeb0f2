package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.MessageFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection of another node that has introduced itself: reads frames and hands them on. It reads into the one buffer of the loop, and keeps
 * only the beginning of a frame whose end has not come; while the budget has no room for that it is not read, and TCP holds what comes. Confined to
 * the loop.
 */
final class Incoming implements SocketLoop.Handler {
    /** Other connections wait so long at most. */
    private static final int READS_IN_A_ROW = 8;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final SocketSettings settings;
    private final Frames.Receiver receiver;
    private final Reception reception;
    private final PartialFrame rest;
    /** When the frame that is not whole began, or was read again after it had to wait. */
    private long since;
    /** Whether it has ever brought something for a subtask of this node, which a stranger could hardly name. */
    private boolean proven;

    Incoming(
            SocketChannel channel,
            SelectionKey key,
            SocketSettings settings,
            Frames.Receiver receiver,
            Reception reception,
            ReceiveBudget budget,
            Lanes lanes) {
        this.channel = channel;
        this.key = key;
        this.settings = settings;
        this.receiver = receiver;
        this.reception = reception;
        this.rest = new PartialFrame(budget, lanes, this::checkLength);
    }

    SocketChannel channel() {
        return channel;
    }

    SelectionKey key() {
        return key;
    }

    boolean isProven() {
        return proven;
    }

    PartialFrame rest() {
        return rest;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        for (int reads = 0; reads < READS_IN_A_ROW; reads++) {
            if (rest.isInLane()) { // its memory is there already
                if (!isReadToEnd()) {
                    break;
                }
                continue;
            }
            int most = reception.mayRead(this);
            if (most == 0) {
                if (reception.awaitMemory(this)) {
                    break;
                }
                continue;
            }
            ByteBuffer in = reception.buffer().clear().limit(most);
            int read = channel.read(in);
            if (read < 0) {
                throw closedByOther();
            }
            readFrames(in.flip());
            if (read < most) {
                break;
            }
        }
        reception.turnEnded(this);
    }

    /** Of a frame in a lane. */
    private boolean isReadToEnd() throws IOException {
        if (rest.readFrom(channel) < 0) {
            throw closedByOther();
        }
        if (rest.missing() > 0) {
            return false;
        }
        readRest();
        return true;
    }

    private static IOException closedByOther() {
        return new IOException("the other node closed the connection");
    }

    private void readRest() throws IOException {
        read(rest.frame());
        rest.clear();
        reception.frameRead(this);
    }

    private void readFrames(ByteBuffer in) throws IOException {
        if (!rest.isEmpty()) {
            if (!rest.add(in, reception.hasPassage(this))) {
                return;
            }
            readRest();
        }
        while (in.remaining() >= PartialFrame.LENGTH_BYTES) {
            int length = in.getInt(in.position());
            checkLength(length);
            if (in.remaining() < PartialFrame.LENGTH_BYTES + length) {
                break;
            }
            int limit = in.limit();
            int start = in.position() + PartialFrame.LENGTH_BYTES;
            in.limit(start + length).position(start);
            read(in);
            in.limit(limit).position(start + length);
        }
        if (in.hasRemaining()) {
            since = System.nanoTime();
            if (rest.add(in, reception.hasPassage(this))) {
                throw new AssertionError("a whole frame was left over");
            }
        }
    }

    private void read(ByteBuffer frame) throws IOException {
        proven |= Frames.read(frame, settings.maxElementBytes(), receiver);
    }

    private void checkLength(int length) throws IOException {
        if (length < 1 || length > settings.maxElementBytes() + Frames.MAX_OVERHEAD) {
            throw MessageFormat.refused("a frame of " + length + " bytes");
        }
    }

    /** It is not read until {@link #goOn}. */
    void pause() {
        key.interestOps(0);
    }

    void goOn() {
        since = System.nanoTime();
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Whether it holds the beginning of a frame for longer than that. */
    boolean isSlowerThan(long nanos, long now) {
        return !rest.isEmpty() && now - since > nanos;
    }

    @Override
    public void ended(SelectionKey ended, IOException why) {
        rest.release();
        reception.ended(this, why);
    }
}
