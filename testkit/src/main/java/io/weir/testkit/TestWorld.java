package io.weir.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands outside of a job and survives its crashes: the scripts of test sources, the output of test sinks. Functions travel as
 * bytes, so they carry only a number and find the rest here; in the test's JVM alone.
 */
final class TestWorld {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<Long, Object> THINGS = new ConcurrentHashMap<>();

    private TestWorld() {}

    /** Puts something into the world; it stays until the JVM ends, as a test may look at it at any time. */
    static long open(Object thing) {
        long number = NUMBERS.incrementAndGet();
        THINGS.put(number, thing);
        return number;
    }

    static <W> W of(long number, Class<W> type) {
        Object thing = THINGS.get(number);
        if (!type.isInstance(thing)) {
            throw TestkitErrors.anotherJvm();
        }
        return type.cast(thing);
    }
}
