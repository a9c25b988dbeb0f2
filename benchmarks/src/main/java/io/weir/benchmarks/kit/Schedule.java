package io.weir.benchmarks.kit;

/** Fixed-rate schedule in 1 ms ticks: the records of a tick are all due at the tick. */
public final class Schedule {
    private Schedule() {}

    public static final long TICK = 1_000_000;

    /** When record n of one source instance is due, given its own rate per second. */
    public static long due(long t0, long n, long ratePerSecond) {
        return t0 + n * 1000 / ratePerSecond * TICK;
    }
}
