package io.weir.runtime.operator.sink;

import io.weir.api.connector.Committer;
import io.weir.runtime.operator.SubtaskServices;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call of a committer, which may block and so runs elsewhere. The committer is never in two calls: who wants to close it while it commits
 * leaves that to this call. Made and asked on the subtask's thread.
 *
 * <pre>
 * waiting --it begins--&gt; running --it returns--&gt; over
 * waiting --drop--&gt; dropped
 * running --closeAfter--&gt; closing --it returns, and closes--&gt; over
 * </pre>
 */
final class CommitCall<C> implements SubtaskServices.BlockingWork {
    private enum Phase {
        WAITING,
        RUNNING,
        CLOSING,
        OVER,
        DROPPED
    }

    private final Committer<C> committer;
    private final List<CommitRequestOf<C>> requests;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

    CommitCall(Committer<C> committer, List<CommitRequestOf<C>> requests) {
        this.committer = committer;
        this.requests = List.copyOf(requests);
    }

    List<CommitRequestOf<C>> requests() {
        return requests;
    }

    /** Elsewhere. */
    @Override
    public void run() throws Exception {
        if (!phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
            return;
        }
        try {
            committer.commit(List.copyOf(requests));
        } finally {
            if (phase.getAndSet(Phase.OVER) == Phase.CLOSING) {
                committer.close();
            }
        }
    }

    /** It is not begun any more; false if it runs, and the committer with it. */
    boolean drop() {
        phase.compareAndSet(Phase.WAITING, Phase.DROPPED);
        Phase now = phase.get();
        return now == Phase.DROPPED || now == Phase.OVER;
    }

    /** Whether this call closes the committer when it returns; false if it has returned, or never began. */
    boolean closesAfter() {
        return !drop() && (phase.compareAndSet(Phase.RUNNING, Phase.CLOSING) || phase.get() == Phase.CLOSING);
    }
}
