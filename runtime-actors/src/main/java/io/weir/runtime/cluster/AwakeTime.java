package io.weir.runtime.cluster;

/**
 * Time as a process has lived it: while the process stood still (stopped, swapped out, collecting garbage, without a core) next to none has passed. Who
 * measures the silence of others must measure it so, because what they said meanwhile waits to be read. Not safe for threads.
 */
public final class AwakeTime {
    private final long mostNanos;
    private long lookedAtNanos;
    private long awakeNanos;

    /**
     * Begins at 0.
     *
     * @param mostNanos what counts between two looks at most; positive, more than usually lies between them
     * @param nowNanos of a clock that goes on always
     */
    public AwakeTime(long mostNanos, long nowNanos) {
        if (mostNanos <= 0) {
            throw new IllegalArgumentException(
                    "at most " + mostNanos + " ns between two looks; it must be more than 0");
        }
        this.mostNanos = mostNanos;
        this.lookedAtNanos = nowNanos;
    }

    /** A look: nanoseconds awake since the beginning. A clock that went back counts as one that stood still. */
    public long at(long nowNanos) {
        long gap = nowNanos - lookedAtNanos;
        lookedAtNanos = nowNanos;
        awakeNanos += Math.max(0, Math.min(gap, mostNanos));
        return awakeNanos;
    }
}
