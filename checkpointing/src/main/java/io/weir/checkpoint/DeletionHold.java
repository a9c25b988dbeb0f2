package io.weir.checkpoint;

import java.time.Duration;

/**
 * A time in which nothing of any checkpoint is deleted, so that a back-up can copy the journal first and the storage after it: whatever
 * the copied journal names is still there. It ends by itself, because a hold that is forgotten fills the disk.
 *
 * @param fromMs when it was asked for, in milliseconds since 1970 by the clock of the leader of that time
 * @param untilMs when it ends, by the same clock
 */
public record DeletionHold(long fromMs, long untilMs) {
    public static final DeletionHold NONE = new DeletionHold(0, 0);
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    /**
     * Begins now.
     *
     * @throws IllegalArgumentException [CKP-411] if it is shorter than {@link #SHORTEST} or longer than {@link #LONGEST}
     */
    public static DeletionHold of(long lengthMs, long nowMs) {
        if (lengthMs < SHORTEST.toMillis() || lengthMs > LONGEST.toMillis()) {
            throw new IllegalArgumentException(
                    "[CKP-411] Deletions cannot be held for " + lengthMs
                            + " ms. It has to be " + SHORTEST.toSeconds() + " s to " + LONGEST.toDays()
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
