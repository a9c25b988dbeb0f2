package io.weir.testkit.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at other processes until something is so: nothing there can call back. The limit only ends tests that would hang. */
public final class Polling {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long EVERY_MILLIS = 50;

    private Polling() {}

    /** Returns the first value that is as wanted. */
    public static <T> T await(String what, Supplier<T> look, Predicate<T> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + LIMIT.toSeconds() + " s until " + what + "; last seen: " + seen);
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            seen = look.get();
        }
        return seen;
    }
}
