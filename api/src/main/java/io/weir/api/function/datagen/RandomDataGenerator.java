package io.weir.api.function.datagen;

import io.weir.api.argument.Argument;
import java.util.random.RandomGenerator;

/**
 * Random values, with the methods of Apache Commons Math's class of this name that programs use in a {@link io.weir.api.function.datagen.RandomGenerator}
 * of their own. The values follow from the seed, and the whole state is one {@code long}, so that it can be in a checkpoint.
 */
public final class RandomDataGenerator {
    private final SplitMix values = new SplitMix();

    public RandomDataGenerator(long seed) {
        reSeed(seed);
    }

    public void reSeed(long seed) {
        values.state = seed;
    }

    /** As a seed it continues this sequence of values. */
    long state() {
        return values.state;
    }

    /** From {@code lower} to {@code upper}, both included. */
    public int nextInt(int lower, int upper) {
        return (int) nextLong(lower, upper);
    }

    /** From {@code lower} to {@code upper}, both included. */
    public long nextLong(long lower, long upper) {
        ordered(lower, upper);
        if (upper < Long.MAX_VALUE) {
            return values.nextLong(lower, upper + 1);
        }
        return lower > Long.MIN_VALUE ? values.nextLong(lower - 1, upper) + 1 : values.nextLong();
    }

    /** From {@code lower} to {@code upper}, which is excluded unless they are equal. */
    public double nextUniform(double lower, double upper) {
        ordered(lower, upper);
        return lower == upper ? lower : values.nextDouble(lower, upper);
    }

    /**
     * Of a normal distribution.
     *
     * @param mu the mean
     * @param sigma the standard deviation; 0 or more
     */
    public double nextGaussian(double mu, double sigma) {
        return values.nextGaussian(mu, sigma);
    }

    /** Of an exponential distribution. */
    public double nextExponential(double mean) {
        return mean * values.nextExponential();
    }

    /** So many hexadecimal digits, in lower case. */
    public String nextHexString(int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit(values.nextInt(16), 16));
        }
        return digits.toString();
    }

    float nextFloat() {
        return values.nextFloat();
    }

    boolean nextBoolean() {
        return values.nextBoolean();
    }

    static <N extends Comparable<N>> void ordered(N lower, N upper) {
        if (Argument.given(lower, "lower").compareTo(Argument.given(upper, "upper")) > 0) {
            throw new IllegalArgumentException("[API-124] There is nothing from " + lower + " to " + upper
                    + ". The first is greater than the second. Give the smaller one first.");
        }
    }

    /** Each state is the one before, plus a constant; a value is its state, mixed. */
    private static final class SplitMix implements RandomGenerator {
        private static final long GOLDEN = 0x9e3779b97f4a7c15L;
        private long state;

        @Override
        public long nextLong() {
            state += GOLDEN;
            long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            return mixed ^ (mixed >>> 31);
        }
    }
}
