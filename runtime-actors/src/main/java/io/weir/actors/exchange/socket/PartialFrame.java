package io.weir.actors.exchange.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The beginning of a frame whose end has not come. Its memory grows with the bytes that have come, never with what the frame says of its length. It is
 * kept for the next frames, which a busy connection has at once, until somebody tidies up. What has become large moves to a lane, if one is free. For one
 * thread.
 */
final class PartialFrame {
    static final int LENGTH_BYTES = 4;
    private static final int LEAST_BYTES = 4096;
    private static final int LARGE_BYTES = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ReceiveBudget budget;
    private final LengthCheck lengths;
    private final Lanes lanes;
    /** Written up to its position. */
    private ByteBuffer bytes = NOTHING;
    /** Length and frame; {@value #LENGTH_BYTES} while the length is not known. */
    private int end = LENGTH_BYTES;
    /** Whether the bytes are in a lane, which is no connection's own memory. */
    private boolean inLane;

    /** Says whether a frame may have that length. */
    @FunctionalInterface
    interface LengthCheck {
        void check(int length) throws IOException;
    }

    PartialFrame(ReceiveBudget budget, Lanes lanes, LengthCheck lengths) {
        this.budget = budget;
        this.lanes = lanes;
        this.lengths = lengths;
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    /** What it has of the budget. */
    int capacity() {
        return inLane ? 0 : bytes.capacity();
    }

    boolean isInLane() {
        return inLane;
    }

    /** Of a frame in a lane: reads what is missing, and nothing beyond. Returns as {@link SocketChannel#read(ByteBuffer)}. */
    int readFrom(SocketChannel channel) throws IOException {
        return channel.read(bytes.limit(end));
    }

    /** What may come without more memory. */
    int availability() {
        return bytes.capacity() - bytes.position();
    }

    /** What is missing of the frame, or of its length. */
    int missing() {
        return end - bytes.position();
    }

    /**
     * Takes what belongs to this frame, of bytes for which the budget has room.
     *
     * @param passage as in {@link ReceiveBudget#available}
     * @return whether the frame is whole
     */
    boolean add(ByteBuffer from, boolean passage) throws IOException {
        if (end == LENGTH_BYTES) {
            if (bytes.position() + from.remaining() < LENGTH_BYTES) {
                move(from, from.remaining(), passage);
                return false;
            }
            if (!isEmpty()) {
                move(from, missing(), passage);
            }
            int length = isEmpty() ? from.getInt(from.position()) : bytes.getInt(0);
            lengths.check(length);
            end = LENGTH_BYTES + length;
        }
        move(from, Math.min(missing(), from.remaining()), passage);
        return missing() == 0;
    }

    private void move(ByteBuffer from, int count, boolean passage) {
        if (count > availability()) {
            grow(bytes.position() + count, passage);
        }
        int limit = from.limit();
        bytes.put(from.limit(from.position() + count));
        from.limit(limit);
    }

    /** To {@code needed} at least, to twice as much if the budget allows, never beyond the frame. */
    private void grow(int needed, boolean passage) {
        ByteBuffer lane = needed > LARGE_BYTES ? lanes.borrow() : null;
        if (lane != null) {
            budget.give(capacity());
            bytes = lane.put(bytes.flip());
            inLane = true;
            return;
        }
        int most = end == LENGTH_BYTES ? LEAST_BYTES : end;
        long wanted = Math.min(most, Math.max(LEAST_BYTES, 2L * needed));
        long allowed = capacity() + budget.available(capacity(), passage);
        int next = (int) Math.max(needed, Math.min(wanted, allowed));
        budget.take(next - capacity());
        bytes = ByteBuffer.allocate(next).put(bytes.flip());
    }

    /** The frame without its length, which is whole. */
    ByteBuffer frame() {
        return bytes.flip().position(LENGTH_BYTES);
    }

    /** The frame was read. */
    void clear() {
        if (inLane) {
            release();
        }
        bytes.clear();
        end = LENGTH_BYTES;
    }

    /** Gives back what no byte has come for lately. */
    void tidyUp() {
        if (isEmpty()) {
            release();
        } else if (!inLane && capacity() / 2 > Math.max(LEAST_BYTES, end)) {
            budget.give(capacity() - end);
            bytes = ByteBuffer.allocate(end).put(bytes.flip());
        }
    }

    /** Gives all memory back; what it held is gone. */
    void release() {
        budget.give(capacity());
        if (inLane) {
            lanes.giveBack(bytes);
            inLane = false;
        }
        bytes = NOTHING;
        end = LENGTH_BYTES;
    }
}
