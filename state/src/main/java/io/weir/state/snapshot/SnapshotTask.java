package io.weir.state.snapshot;

import java.io.IOException;

/**
 * The asynchronous part of a snapshot: all that is left to do after the synchronous part has frozen the state. Run at most
 * once, on an executor for blocking work, while the owner goes on to change its state; or cancelled instead.
 *
 * @param <H> what names the written state
 */
public interface SnapshotTask<H> {
    /**
     * Writes the frozen state. What it froze is released when this returns, normally or not.
     *
     * @throws IOException if the storage failed; nothing that was written may then be referred to
     */
    H write(SnapshotTarget target) throws IOException;

    /** Releases what was frozen without writing it. Does nothing after {@link #write} has begun. */
    void cancel();
}
