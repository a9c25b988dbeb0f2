package io.weir.runtime.cluster;

/**
 * Learns how long one process may be silent and yet be alive. Who was taken for lost, and then spoke again, is given half as much again the next time;
 * that is forgotten by halves. So a slow machine costs one false alarm and not one after the other. Pure; not safe for threads.
 */
public final class HeartbeatPatience {
    private final long mostNanos;
    private final long halfLifeNanos;
    private long heardAtNanos;
    private long learnedNanos;
    private long learnedAtNanos;
    private boolean alarmed;

    /**
     * Bears no silence before it has learned.
     *
     * @param mostNanos never more is borne; 0: nothing is learned
     * @param halfLifeNanos what was learned is half as much after this time; positive
     * @param nowNanos of the same clock as all other times
     */
    public HeartbeatPatience(long mostNanos, long halfLifeNanos, long nowNanos) {
        if (mostNanos < 0 || halfLifeNanos <= 0) {
            throw new IllegalArgumentException(
                    "at most " + mostNanos + " ns, halved after " + halfLifeNanos + " ns; they must be positive");
        }
        this.mostNanos = mostNanos;
        this.halfLifeNanos = halfLifeNanos;
        this.heardAtNanos = nowNanos;
        this.learnedAtNanos = nowNanos;
    }

    /** The process lives. */
    public void heard(long nowNanos) {
        long silence = nowNanos - heardAtNanos;
        if (alarmed) {
            learnedNanos = Math.max(longest(nowNanos), Math.min(mostNanos, silence + silence / 2));
            learnedAtNanos = nowNanos;
            alarmed = false;
        }
        heardAtNanos = nowNanos;
    }

    /** Whether the silence up to now is one that this process has come back from. If not, it is taken for lost: an alarm. */
    public boolean bears(long nowNanos) {
        boolean borne = nowNanos - heardAtNanos <= longest(nowNanos);
        alarmed |= !borne;
        return borne;
    }

    private long longest(long nowNanos) {
        long halves = Math.max(0, (nowNanos - learnedAtNanos) / halfLifeNanos);
        return halves >= Long.SIZE - 1 ? 0 : learnedNanos >> halves;
    }
}
