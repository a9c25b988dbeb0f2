package io.weir.runtime.time;

import io.weir.api.time.RelativeClock;

/** A clock that stands still while it is paused. */
public final class PausableClock implements RelativeClock {
    private final RelativeClock clock;
    private boolean paused;
    private long pausedSinceNanos;
    private long pausedNanos;

    public PausableClock(RelativeClock clock) {
        this.clock = clock;
    }

    public void pause() {
        if (!paused) {
            paused = true;
            pausedSinceNanos = clock.relativeTimeNanos();
        }
    }

    public void resume() {
        if (paused) {
            paused = false;
            pausedNanos += clock.relativeTimeNanos() - pausedSinceNanos;
        }
    }

    @Override
    public long relativeTimeNanos() {
        return (paused ? pausedSinceNanos : clock.relativeTimeNanos()) - pausedNanos;
    }

    @Override
    public long relativeTimeMillis() {
        return relativeTimeNanos() / 1_000_000;
    }
}
