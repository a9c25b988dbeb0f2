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

        /** How often the committer asked to retry this one before, restarts of the job included; 0 at the first attempt. */
        int getNumberOfRetries();

        /**
         * The committable can never be committed, and the committer knows why. Fails the job for good, without a restart: what was
         * promised by a completed checkpoint would be lost, and that never happens silently (Flink logs it and goes on). A committer
         * for which it is harmless says {@link #signalAlreadyCommitted} instead.
         */
        void signalFailedWithKnownReason(Throwable t);

        /** Like {@link #signalFailedWithKnownReason}: fails the job for good. What may work later is for {@link #retryLater}. */
        void signalFailedWithUnknownReason(Throwable t);

        void retryLater();

        void updateAndRetryLater(CommittableT committable);

        void signalAlreadyCommitted();
    }
}
