package io.weir.runtime.channel;

/**
 * Whether a subtask may take input: only while none of its output channels has elements that wait for credit, no operator holds it, and it was not
 * told to end.
 */
public final class OutputAvailability {
    private int blockedChannels;
    private volatile boolean stopped;

    public boolean isAvailable() {
        return blockedChannels == 0 && !stopped;
    }

    /** The subtask was told to end; from any thread. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** One more channel, or operator, has no room. */
    public void blocked() {
        blockedChannels++;
    }

    /** One of them has room again. */
    public void unblocked() {
        blockedChannels--;
    }
}
