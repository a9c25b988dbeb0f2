package io.weir.runtime.operator.sink;

import io.weir.api.connector.Committer;
import io.weir.runtime.operator.sink.Committables.Pending;
import org.jspecify.annotations.Nullable;

/** One committable, as its committer sees it, and what the committer says of it. Handed from thread to thread, never shared. */
final class CommitRequestOf<C> implements Committer.CommitRequest<C> {
    private final int retries;
    private C committable;
    private boolean retry;
    private @Nullable Throwable failure;
    private boolean knownReason;

    CommitRequestOf(Pending<C> pending) {
        this.committable = pending.committable();
        this.retries = pending.retries();
    }

    /** What is to be committed next time; null if nothing is. */
    @Nullable
    Pending<C> again() {
        return retry ? new Pending<>(committable, retries + 1) : null;
    }

    /** Why it failed for good; null if it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Whether the committer knows why, so that to commit again is of no use. */
    boolean isReasonKnown() {
        return knownReason;
    }

    @Override
    public C getCommittable() {
        return committable;
    }

    @Override
    public int getNumberOfRetries() {
        return retries;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
        failure = t;
        knownReason = true;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
        failure = t;
    }

    @Override
    public void retryLater() {
        retry = true;
    }

    @Override
    public void updateAndRetryLater(C updated) {
        committable = updated;
        retry = true;
    }

    @Override
    public void signalAlreadyCommitted() {
        retry = false;
    }
}
