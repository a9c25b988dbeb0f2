package io.weir.actors.wire;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A warning that a stranger, or a fault that repeats, can cause as often as it likes: at most one line in ten seconds. Safe for any thread. */
public final class RareLines {
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong left = new AtomicLong();

    public RareLines(Logger log) {
        this.log = log;
    }

    public void warn(String sentence, @Nullable Throwable cause) {
        long now = System.nanoTime();
        long from = next.get();
        if (now - from < 0 || !next.compareAndSet(from, now + PAUSE_NANOS)) {
            left.incrementAndGet();
            return;
        }
        long untold = left.getAndSet(0);
        log.warn(
                untold == 0 ? sentence : sentence + " (And " + untold + " more before, which were not logged.)", cause);
    }

    public void warn(String sentence) {
        warn(sentence, null);
    }
}
