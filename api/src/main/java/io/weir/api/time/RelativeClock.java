package io.weir.api.time;

/** Measures how much time passes, from an arbitrary origin; for differences only. */
public interface RelativeClock {
    long relativeTimeMillis();

    long relativeTimeNanos();
}
