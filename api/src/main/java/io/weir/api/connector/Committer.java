package io.weir.api.connector;

import java.io.IOException;
import java.util.Collection;

/** Makes committables visible. Must be idempotent: after a restart the same committable may come again. */
public interface Committer<CommittableT> {
    /**
     * Called when the checkpoint is durably complete. A request that is neither retried nor failed counts as committed. May block: it runs on a thread for
     * that, while the records of its subtask, their barriers and everybody else go on. No two calls of a committer overlap, {@link #close} neither; each sees
     * what the one before did. A cancelled job waits for it, and interrupts it after {@code weir.worker.cancel-timeout}.
     */
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

        /**
         * The committable could not be committed, and the committer does not know why. The job restarts from its last checkpoint, by its restart
         * strategy, and commits again: a new connection, or another host, may do what this one could not.
         */
        void signalFailedWithUnknownReason(Throwable t);

        /**
         * The committable could not be committed now, and may be later. It is offered again when the next checkpoint is complete (in Flink after
         * a second), or when the job restarts; the ones prepared after it wait for it, so that output becomes visible in order. It is in all
         * checkpoints until then. At the end of the job there is no next checkpoint: the job restarts from its last one, and commits again.
         */
        void retryLater();

        /** As {@link #retryLater}, with another committable in the place of this one. */
        void updateAndRetryLater(CommittableT committable);

        /** It was committed before, by an attempt that did not live to know. Nothing is done about it. */
        void signalAlreadyCommitted();
    }
}
