package io.weir.runtime.failure;

import org.jspecify.annotations.Nullable;

/** A failure of the runtime; its {@link #kind()} alone decides what the job does next, its message is the sentence users read. */
public final class WeirException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** @param message {@code [CODE] what happened. Why. What to do.} */
    public WeirException(FailureKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public WeirException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public FailureKind kind() {
        return kind;
    }
}
