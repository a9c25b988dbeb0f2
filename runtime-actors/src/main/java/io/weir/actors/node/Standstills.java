package io.weir.actors.node;

import java.util.concurrent.TimeUnit;

/**
 * How long this process stood still last: the usual reason why others have removed it. Somebody looks at the clock every {@link #EVERY_MILLIS}, and
 * once more when the question is asked; a long time between two looks is a standstill. Safe for any thread.
 */
final class Standstills {
    /** Of the JVM, as it is about the JVM. */
    static final Standstills OF_THIS_PROCESS = new Standstills();

    static final long EVERY_MILLIS = 500;

    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(2);

    // guarded by this
    private boolean looking;
    private long lookedNanos;
    private long longestNanos;
    private long longestEndedNanos;

    /** Looks come from now on; before, nobody looked, which is no standstill. Times are of {@link System#nanoTime()}. */
    synchronized void begin(long nowNanos) {
        looking = true;
        lookedNanos = nowNanos;
    }

    /** The clock shows this. */
    synchronized void look(long nowNanos) {
        long gap = looking ? nowNanos - lookedNanos : 0;
        lookedNanos = nowNanos;
        if (gap >= LONG_NANOS && (gap >= longestNanos || nowNanos - longestEndedNanos >= RECENT_NANOS)) {
            longestNanos = gap;
            longestEndedNanos = nowNanos;
        }
    }

    /** The longest of the last minutes, as a subordinate clause for a sentence; empty if there was none of seconds. Looks too. */
    synchronized String clause(long nowNanos) {
        look(nowNanos);
        return longestNanos == 0 || nowNanos - longestEndedNanos > RECENT_NANOS
                ? ""
                : ", after this process had stood still for " + TimeUnit.NANOSECONDS.toSeconds(longestNanos) + " s";
    }
}
