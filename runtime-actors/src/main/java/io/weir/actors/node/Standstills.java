package io.weir.actors.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How long this process stood still last, as its failure detectors noticed: the usual reason why others have removed it. One for the whole JVM, as it
 * is about the JVM. Safe for any thread.
 */
final class Standstills {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Times by {@link System#nanoTime()}. */
    private record Standstill(long endedAtNanos, long nanos) {}

    private static final AtomicReference<@Nullable Standstill> LONGEST = new AtomicReference<>();

    private Standstills() {}

    /** Nobody has looked for so long, until now. */
    static void add(long nowNanos, long nanos) {
        if (nanos >= LONG_NANOS) {
            LONGEST.accumulateAndGet(
                    new Standstill(nowNanos, nanos),
                    (before, now) -> now == null || isLonger(before, now) ? before : now);
        }
    }

    private static boolean isLonger(@Nullable Standstill before, Standstill now) {
        return before != null && now.endedAtNanos - before.endedAtNanos < RECENT_NANOS && before.nanos > now.nanos;
    }

    /** The longest of the last minutes, as a subordinate clause for a sentence; empty if there was none of seconds. */
    static String clause(long nowNanos) {
        Standstill longest = LONGEST.get();
        return longest == null || nowNanos - longest.endedAtNanos > RECENT_NANOS
                ? ""
                : ", after this process had stood still for " + TimeUnit.NANOSECONDS.toSeconds(longest.nanos) + " s";
    }
}
