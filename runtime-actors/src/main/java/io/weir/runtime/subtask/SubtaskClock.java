package io.weir.runtime.subtask;

import io.weir.api.time.ProcessingClock;
import io.weir.api.time.RelativeClock;

/** Where the time of a subtask goes: two readings of the clock a turn. As a clock it stands still under backpressure. */
final class SubtaskClock implements RelativeClock {
    private enum Rest {
        IDLE,
        BACK_PRESSURED,
        BUSY
    }

    private final ProcessingClock clock;
    private long since;
    private long flushedAt;
    private long busyNanos;
    private long idleNanos;
    private long backPressuredNanos;
    private Rest rest = Rest.IDLE;

    SubtaskClock(ProcessingClock clock) {
        this.clock = clock;
        this.since = clock.nanoTime();
        this.flushedAt = since;
    }

    /** Returns the time of the beginning. */
    long turnBegins() {
        readNow();
        return since;
    }

    void turnEnds(boolean more, boolean availability) {
        rest = Rest.BUSY;
        readNow();
        if (more) {
            rest = Rest.BUSY;
        } else {
            rest = availability ? Rest.IDLE : Rest.BACK_PRESSURED;
        }
    }

    /** Adds the time since the last reading to what the subtask was doing. */
    void readNow() {
        long now = clock.nanoTime();
        long passed = now - since;
        since = now;
        switch (rest) {
            case IDLE -> idleNanos += passed;
            case BACK_PRESSURED -> backPressuredNanos += passed;
            case BUSY -> busyNanos += passed;
        }
    }

    boolean lingered(long now, long lingerNanos) {
        return now - flushedAt >= lingerNanos;
    }

    void flushed() {
        flushedAt = since;
    }

    @Override
    public long relativeTimeNanos() {
        readNow();
        return since - backPressuredNanos;
    }

    @Override
    public long relativeTimeMillis() {
        return relativeTimeNanos() / 1_000_000;
    }

    long busyNanos() {
        return busyNanos;
    }

    long idleNanos() {
        return idleNanos;
    }

    long backPressuredNanos() {
        return backPressuredNanos;
    }
}
