package io.weir.runtime.channel;

/** Whether a subtask may take input: only while none of its output channels has elements that wait for credit. */
public final class Room {
    private int blockedChannels;

    public boolean isThere() {
        return blockedChannels == 0;
    }

    void blocked() {
        blockedChannels++;
    }

    void unblocked() {
        blockedChannels--;
    }
}
