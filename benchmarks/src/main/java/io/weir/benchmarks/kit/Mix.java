package io.weir.benchmarks.kit;

/** Hash mixing used by the generators and by the order-insensitive result checksums. */
public final class Mix {
    private Mix() {}

    /** SplitMix64 finaliser: a bijection on 64-bit values. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Random-looking value number i. */
    public static long at(long i) {
        return mix((i + 1) * 0x9e3779b97f4a7c15L);
    }

    /** Uniform in [0, n) from a random 64-bit value, no division. */
    public static int bounded(long random, int n) {
        return (int) (((random >>> 32) * n) >>> 32);
    }

    /** What one result adds to the checksum; results are summed, so order does not matter. */
    public static long result(long key, long a, long b) {
        return mix(key * 0x9e3779b97f4a7c15L + a * 0xc2b2ae3d27d4eb4fL + b + 0x165667b19e3779f9L);
    }
}
