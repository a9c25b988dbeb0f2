package io.weir.api.connector;

/** What a reader says of its input after a poll. */
public enum InputStatus {
    /** Poll again at once. */
    MORE_AVAILABLE,
    /** Poll again when {@link SourceReader#isAvailable()} completes. */
    NOTHING_AVAILABLE,
    /** Never poll again. */
    END_OF_INPUT
}
