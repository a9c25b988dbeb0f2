package io.weir.api.time;

import java.util.concurrent.CompletableFuture;

/** Time as the runtime sees it: real, or virtual under simulation. The only clock a source or sink may use. */
public interface ProcessingClock {
    /** Milliseconds since 1970. */
    long currentTimeMillis();

    /** Nanoseconds from an arbitrary origin; for differences only. */
    long nanoTime();

    /** A future that the runtime completes after a delay; completed at once if {@code nanos <= 0}. No thread is held meanwhile. */
    CompletableFuture<Void> after(long nanos);
}
