package io.weir.checkpoint;

/**
 * A time in which nothing of any checkpoint is deleted, so that a back-up can copy the journal first and the storage after it: whatever
 * the copied journal names is still there. It ends by itself, because a hold that is forgotten fills the disk.
 *
 * @param fromMs when it was asked for, in milliseconds since 1970 by the clock of the leader of that time
 * @param untilMs when it ends, by the same clock
 */
public record DeletionHold(long fromMs, long untilMs) {
    public static final DeletionHold NONE = new DeletionHold(0, 0);

    /** In milliseconds. */
    public static final long SHORTEST_MS = 1_000;

    private static final long DAY_MS = 24 * 3_600_000L;

    /** In milliseconds. */
    public static final long LONGEST_MS = 7 * DAY_MS;

    /**
     * Begins now.
     *
     * @throws IllegalArgumentException [CKP-411] if it is shorter than {@link #SHORTEST_MS} or longer than {@link #LONGEST_MS}
     */
    public static DeletionHold of(long lengthMs, long nowMs) {
        if (lengthMs < SHORTEST_MS || lengthMs > LONGEST_MS) {
            throw new IllegalArgumentException(
                    "[CKP-411] Deletions cannot be held for " + lengthMs
                            + " ms. It has to be " + SHORTEST_MS / 1_000 + " s to " + LONGEST_MS / DAY_MS
                            + " days, because what is not deleted fills the disk. Give a time for which a back-up takes, for example --for 1h.");
        }
        return new DeletionHold(nowMs, nowMs + lengthMs);
    }

    /** Whether nothing may be deleted now. */
    public boolean isOn(long nowMs) {
        return nowMs < untilMs;
    }

    /** As a new leader takes it over: one whose clock is behind does not hold longer than was asked for. */
    public DeletionHold takenOver(long nowMs) {
        return nowMs < fromMs ? new DeletionHold(nowMs, nowMs + (untilMs - fromMs)) : this;
    }
}
