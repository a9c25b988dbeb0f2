package io.weir.actors.guard;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Writes one line a second of a kind that strangers can cause as often as they like, and says in it how many it left out. Safe for any thread. */
public final class RareWarning {
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private boolean said; // guarded by this, as what follows
    private long last;
    private long leftOut;

    public RareWarning(Logger log) {
        this(log, System::nanoTime);
    }

    RareWarning(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** As {@link Logger#warn(String, Object...)}, or nothing. */
    public void warn(String format, Object... arguments) {
        long before = take();
        if (before == 0) {
            log.warn(format, arguments);
        } else if (before > 0) {
            log.warn(format + " It is one of " + (before + 1) + " since the last such line.", arguments);
        }
    }

    /** How many were left out since the last one; below 0 if this one is left out too. */
    private synchronized long take() {
        long now = nanoTime.getAsLong();
        if (said && now - last < PAUSE_NANOS) {
            leftOut++;
            return -1;
        }
        long before = leftOut;
        said = true;
        last = now;
        leftOut = 0;
        return before;
    }
}
