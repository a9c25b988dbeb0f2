package io.weir.actors.job;

/** Whether a leader that failed to handle a message has failed before, not long ago. Confined to its owner's thread. */
final class Mishaps {
    /**
     * Two failures within this time are no accident of one message. Longer, and two odd messages in an hour would cost a change of the
     * leader; shorter, and one that fails now and then at the same thing would stay.
     */
    static final long MEMORY_MILLIS = 60_000;

    private long last = Long.MIN_VALUE;

    /** One more, now. */
    boolean again(long nowMillis) {
        boolean again = last != Long.MIN_VALUE && nowMillis - last < MEMORY_MILLIS;
        last = nowMillis;
        return again;
    }
}
