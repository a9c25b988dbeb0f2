package io.weir.samples.shared;

import java.io.Serializable;

/**
 * Numbers that look random and depend on a seed and a place only, so that a source that goes back to record i makes the same record again.
 * The mixing is that of {@code java.util.SplittableRandom}.
 */
public record Seeded(long seed) implements Serializable {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** From 0 to {@code bound - 1}. */
    public int pick(long place, int what, int bound) {
        return (int) Math.floorMod(mixed(place, what), (long) bound);
    }

    /** From 0 to below 1. */
    public double fraction(long place, int what) {
        return (mixed(place, what) >>> 11) * UNIT;
    }

    /** @param what which number of that place: so many as one needs */
    private long mixed(long place, int what) {
        return mix(mix(seed + GOLDEN * (place + 1)) + GOLDEN * (what + 1));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
