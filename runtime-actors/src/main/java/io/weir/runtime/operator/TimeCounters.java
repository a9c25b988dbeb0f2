package io.weir.runtime.operator;

import io.weir.api.time.ProcessingClock;

/** What an operator saw of records whose event time is of no use, since the attempt began. Confined to the subtask's thread. */
public final class TimeCounters {
    /** More ahead of the clock than this is counted: such a record lets the watermark run ahead of all others, which are late then. */
    static final long FAR_AHEAD_MILLIS = 24L * 60 * 60 * 1000;

    private final ProcessingClock clock;
    private long furthest = Long.MIN_VALUE;
    private long late;
    private long withoutTimestamp;
    private long farAhead;

    TimeCounters(ProcessingClock clock) {
        this.clock = clock;
    }

    /** A record (of a window or join) was dropped because it is late. */
    public void recordLate() {
        late++;
    }

    /** A record has this timestamp; counted if it is none, or far ahead of the clock. */
    public void recordTime(long timestamp) {
        if (timestamp == Long.MIN_VALUE) {
            withoutTimestamp++;
        } else if (timestamp > furthest && isFarAhead(timestamp)) {
            farAhead++;
        }
    }

    private boolean isFarAhead(long timestamp) {
        furthest = clock.currentTimeMillis() + FAR_AHEAD_MILLIS;
        return timestamp > furthest;
    }

    public long late() {
        return late;
    }

    public long withoutTimestamp() {
        return withoutTimestamp;
    }

    public long farAhead() {
        return farAhead;
    }
}
