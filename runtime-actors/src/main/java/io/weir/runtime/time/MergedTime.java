package io.weir.runtime.time;

/**
 * The rule by which event times are merged into one, for channels, inputs and splits alike: the least of those that are active; the highest of
 * those that are idle when none is active, because they wait for nobody; the end of time when all have ended. One that has ended while others
 * have not is as if it had never been. Used for one merge after the other by its owner, in one thread.
 */
public final class MergedTime {
    private long least;
    private long most;
    private boolean anyActive;
    private boolean anyIdle;
    private boolean anyEnded;

    /** Begins a new merge. */
    public void clear() {
        least = Long.MAX_VALUE;
        most = Long.MIN_VALUE;
        anyActive = false;
        anyIdle = false;
        anyEnded = false;
    }

    /** A part that may go on, and its highest watermark. */
    public void add(long watermark, boolean idle) {
        if (idle) {
            anyIdle = true;
            most = Math.max(most, watermark);
        } else {
            anyActive = true;
            least = Math.min(least, watermark);
        }
    }

    /** A part that has ended. */
    public void addEnded() {
        anyEnded = true;
    }

    void add(ChannelState state, long watermark) {
        if (state == ChannelState.ENDED) {
            addEnded();
        } else {
            add(watermark, state == ChannelState.IDLE);
        }
    }

    /** How far event time is; {@link Long#MIN_VALUE} if nobody said anything, {@link Long#MAX_VALUE} if all have ended. */
    public long watermark() {
        if (anyActive) {
            return least;
        }
        if (anyIdle) {
            return most;
        }
        return anyEnded ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Whether those that may go on are idle, and there are some. */
    public boolean isIdle() {
        return anyIdle && !anyActive;
    }
}
