package io.weir.api.time;

/**
 * Sums of event times, in milliseconds: one that lies beyond the beginning or the end of time is the beginning or the end, {@link Long#MIN_VALUE}
 * or {@link Long#MAX_VALUE}, and never a time on the other side.
 */
public final class SaturatedTime {
    private SaturatedTime() {}

    public static long plus(long time, long millis) {
        long sum = time + millis;
        if (((time ^ sum) & (millis ^ sum)) < 0) {
            return millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    public static long minus(long time, long millis) {
        long difference = time - millis;
        if (((time ^ millis) & (time ^ difference)) < 0) {
            return millis < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return difference;
    }

    /**
     * The first multiple of an interval after a time.
     *
     * @param interval above 0
     */
    public static long nextMultiple(long time, long interval) {
        return plus(time, interval - Math.floorMod(time, interval));
    }
}
