package io.weir.actors.exchange.socket;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside of the heap for large frames, which saves copying each of them once more: a few buffers, made when they are first needed and kept, each lent
 * for one frame at a time. Who gets none has its frame come into the heap. For one thread.
 */
final class Lanes {
    private final int bytesEach;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int notMadeYet;

    /** @param count the most that are ever made */
    Lanes(int count, int bytesEach) {
        this.notMadeYet = count;
        this.bytesEach = bytesEach;
    }

    /** Empty; null if all are lent. */
    @Nullable
    ByteBuffer borrow() {
        if (free.isEmpty() && notMadeYet > 0) {
            notMadeYet--;
            try {
                free.add(ByteBuffer.allocateDirect(bytesEach));
            } catch (OutOfMemoryError none) { // outside of the heap; it goes without
                notMadeYet = 0;
            }
        }
        return free.poll();
    }

    void giveBack(ByteBuffer lane) {
        free.push(lane.clear());
    }
}
