package io.weir.api.connector;

/**
 * A reader that has registered.
 *
 * @param location the host it runs on, as far as known
 */
public record ReaderInfo(int subtaskId, String location) {
    public int getSubtaskId() {
        return subtaskId;
    }

    public String getLocation() {
        return location;
    }
}
