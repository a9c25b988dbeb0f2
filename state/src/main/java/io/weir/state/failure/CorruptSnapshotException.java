package io.weir.state.failure;

import java.io.IOException;

/**
 * A snapshot cannot be read: damaged, cut short, or of a format that this release does not know. The message carries a code from CKP-401 to
 * CKP-406 and what to do. Nothing of the snapshot is in use afterwards.
 */
public final class CorruptSnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message {@code [CKP-4xx] what happened. Why. What to do.} */
    public CorruptSnapshotException(String message) {
        super(message);
    }

    public CorruptSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
