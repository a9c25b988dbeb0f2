package io.weir.runtime.failure;

/** A user's function threw. Names the function; the subtask adds which record it was and makes the sentence. */
public final class UserCodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String function;

    /** @param function as the sentence names it, for example {@code operator 'count'} */
    public UserCodeException(String function, Throwable cause) {
        super(function + ": " + ThrownText.of(cause), cause, false, false);
        this.function = function;
    }

    public String function() {
        return function;
    }
}
