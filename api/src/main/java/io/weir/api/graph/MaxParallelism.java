package io.weir.api.graph;

/** How far an operator can be scaled: the number of its key groups. */
public final class MaxParallelism {
    public static final int LOWEST_DEFAULT = 128;
    public static final int HIGHEST = 32768;

    private MaxParallelism() {}

    /** One and a half times the parallelism, rounded up to a power of two, from {@value #LOWEST_DEFAULT} to {@value #HIGHEST}. */
    public static int defaultFor(int parallelism) {
        long wanted = parallelism + parallelism / 2L;
        long rounded = wanted <= 1 ? 1 : Long.highestOneBit(wanted - 1) << 1;
        return (int) Math.min(Math.max(rounded, LOWEST_DEFAULT), HIGHEST);
    }
}
