package io.weir.api.connector;

import java.io.IOException;
import java.util.Collection;

/** Makes committables visible. Must be idempotent: after a restart the same committable may come again. */
public interface Committer<CommittableT> {
    /** Called when the checkpoint is durably complete. A request that is neither retried nor failed counts as committed. */
    void commit(Collection<CommitRequest<CommittableT>> requests) throws IOException, InterruptedException;

    void close() throws Exception;

    /** One committable, and what became of it. */
    interface CommitRequest<CommittableT> {
        CommittableT getCommittable();

        /** 0 at the first attempt. */
        int getNumberOfRetries();

        /** Fails for a reason that is known to be harmless: logged and dropped. */
        void signalFailedWithKnownReason(Throwable t);

        /** Fails the job. */
        void signalFailedWithUnknownReason(Throwable t);

        void retryLater();

        void updateAndRetryLater(CommittableT committable);

        void signalAlreadyCommitted();
    }
}
