package io.weir.runtime.channel;

/** Whether a subtask may take input: only while none of its output channels has elements that wait for credit, and no operator holds it. */
public final class Room {
    private int blockedChannels;

    public boolean isThere() {
        return blockedChannels == 0;
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
