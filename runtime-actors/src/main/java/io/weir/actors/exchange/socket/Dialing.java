package io.weir.actors.exchange.socket;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a connection that failed is tried again, and from when on it is no use to hope. Times are any monotonic nanoseconds. To be
 * used by one thread at a time, but for {@link #hopeless}.
 */
final class Dialing {
    private final long pauseNanos;
    private final long patienceNanos;
    /** A failure that is older has nothing to do with the next. */
    private final long forgetNanos;

    private boolean failing;
    private long since;
    private long last;
    private volatile @Nullable Hopeless hopeless;

    private record Hopeless(String reason, long at) {}

    /** A pause after each failure; after failures over {@code patienceNanos}, with no longer pause between them, it is hopeless. */
    Dialing(long pauseNanos, long patienceNanos) {
        this.pauseNanos = pauseNanos;
        this.patienceNanos = patienceNanos;
        this.forgetNanos = Math.max(patienceNanos, 10 * pauseNanos);
    }

    boolean mayDial(long now) {
        return !failing || now - last >= pauseNanos;
    }

    void failed(long now, String reason) {
        if (!failing || now - last > forgetNanos) {
            failing = true;
            since = now;
        }
        last = now;
        hopeless = now - since >= patienceNanos ? new Hopeless(reason, now) : null;
    }

    void succeeded() {
        failing = false;
        hopeless = null;
    }

    /** Why nothing can be sent, or null if it can, or may after another try. From any thread. */
    @Nullable
    String hopeless(long now) {
        Hopeless known = hopeless;
        return known == null || now - known.at > forgetNanos ? null : known.reason;
    }
}
