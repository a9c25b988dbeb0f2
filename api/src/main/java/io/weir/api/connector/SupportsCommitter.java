package io.weir.api.connector;

import java.io.IOException;

/** A {@link Sink} whose writers are {@link CommittingSinkWriter}s: what they prepare is committed when the checkpoint is complete. */
public interface SupportsCommitter<CommittableT> {
    Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

    SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}
