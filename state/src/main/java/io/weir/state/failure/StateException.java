package io.weir.state.failure;

/** State was asked for something that it cannot give. The message is the sentence that users read, with its code. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message {@code [CODE] what happened. Why. What to do.} */
    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
