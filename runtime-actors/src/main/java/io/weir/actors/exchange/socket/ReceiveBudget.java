package io.weir.actors.exchange.socket;

/**
 * What all connections of other nodes may hold in memory together: the beginnings of frames whose ends have not come. A connection always gets its
 * share, which is half of the budget divided by the connections; more than that only while less than half is used. One largest
 * frame is kept back: whoever is given the <i>passage</i> may use it until its frame is whole, so that there is always one that can go on.
 *
 * <p>Pure. For one thread; bytes throughout.
 */
final class ReceiveBudget {
    private final long total;
    private final int largestFrame;
    private final long shared;
    private long used;
    private long peak;
    private int connections;

    /**
     * @param fixed used from the start, for ever
     * @param largestFrame of one connection
     */
    ReceiveBudget(long total, long fixed, int largestFrame) {
        this.total = total;
        this.largestFrame = largestFrame;
        this.used = fixed;
        this.peak = fixed;
        this.shared = total - fixed - largestFrame;
        if (shared < 2L * largestFrame) {
            throw new IllegalArgumentException(
                    "a budget of " + total + " bytes, " + least(fixed, largestFrame) + " is the least");
        }
    }

    /** The smallest budget that makes sense. */
    static long least(long fixed, int largestFrame) {
        return fixed + 3L * largestFrame;
    }

    void connected() {
        connections++;
    }

    void disconnected() {
        connections--;
    }

    /**
     * How much more a connection may take.
     *
     * @param held by it already
     * @param passage whether it has the passage
     */
    long available(long held, boolean passage) {
        if (passage) {
            return largestFrame - held;
        }
        long free = total - largestFrame - used;
        long ofItsShare = Math.min(free, share() - held);
        long whatOthersLeave = free - shared / 2;
        return Math.max(0, Math.max(ofItsShare, whatOthersLeave));
    }

    private long share() {
        return shared / 2 / Math.max(1, connections);
    }

    void take(long bytes) {
        used += bytes;
        peak = Math.max(peak, used);
        assert used <= total : used + " of " + total + " bytes are used";
    }

    void give(long bytes) {
        used -= bytes;
        assert used >= 0 : "more was given back than taken";
    }

    long total() {
        return total;
    }

    long used() {
        return used;
    }

    long peak() {
        return peak;
    }
}
