package io.weir.runtime.operator.sink;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.sink.Committables.Pending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The committables of one sink subtask, by the checkpoint they were prepared for. Committed when that checkpoint or a later one is
 * complete (a notification may be lost), and once more after a restore: what is in a checkpoint that a job restores from belongs to a
 * completed checkpoint. A sink without a committer has none.
 */
final class PendingCommits<C> {
    private static final String COMMITTABLES = "committables";

    private final OperatorContext context;
    private final @Nullable SupportsCommitter<C> sink;
    private final TreeMap<Long, List<Pending<C>>> pending = new TreeMap<>();
    private @Nullable Committer<C> committer;

    private PendingCommits(@Nullable SupportsCommitter<C> sink, OperatorContext context) {
        this.sink = sink;
        this.context = context;
    }

    static PendingCommits<?> of(Sink<?> sink, OperatorContext context) {
        return new PendingCommits<>(sink instanceof SupportsCommitter<?> committing ? committing : null, context);
    }

    void open() throws Exception {
        if (sink == null) {
            return;
        }
        SinkInitContext init = new SinkInitContext(context);
        Committer<C> created = sink.createCommitter(init);
        if (created == null) { // not ours to promise: the user's code returns it
            throw new IllegalStateException("[SINK-804] The sink of " + context.description()
                    + " has committables and no committer: createCommitter returned null. Nothing would ever be committed. "
                    + "Return a committer, or do not implement SupportsCommitter.");
        }
        committer = created;
        OperatorRestore restore = context.restore();
        if (restore != null) {
            for (byte[] bytes : restore.ownSections(COMMITTABLES)) {
                read(bytes, sink.getCommittableSerializer());
            }
            commitUpTo(restore.checkpoint());
        }
    }

    private void read(byte[] bytes, SimpleVersionedSerializer<C> serializer) throws IOException {
        Committables.read(bytes, serializer)
                .forEach((checkpoint, committables) -> pending.computeIfAbsent(checkpoint, id -> new ArrayList<>())
                        .addAll(committables));
    }

    @SuppressWarnings("unchecked")
    void prepare(long checkpoint, SinkWriter<?> writer) throws Exception {
        if (sink == null) {
            return;
        }
        Collection<C> prepared = ((CommittingSinkWriter<?, C>) writer).prepareCommit();
        for (C committable : prepared) {
            pending.computeIfAbsent(checkpoint, id -> new ArrayList<>()).add(new Pending<>(committable, 0));
        }
    }

    void snapshot(OperatorSnapshotBuilder snapshot) throws IOException {
        if (sink == null || pending.isEmpty()) {
            return;
        }
        snapshot.section(COMMITTABLES, Committables.write(pending, sink.getCommittableSerializer()));
    }

    /** Commits what was prepared for checkpoints up to this one, in order; what the committer wants to retry stays for the next time. */
    void commitUpTo(long checkpoint) throws Exception {
        Committer<C> to = committer;
        if (to == null) {
            return;
        }
        while (!pending.isEmpty() && pending.firstKey() <= checkpoint) {
            long id = pending.firstKey();
            List<Request<C>> requests = new ArrayList<>();
            for (Pending<C> each : pending.firstEntry().getValue()) {
                requests.add(new Request<>(each));
            }
            to.commit(List.copyOf(requests));
            List<Pending<C>> again = new ArrayList<>();
            for (Request<C> request : requests) {
                if (request.failure != null) {
                    throw request.knownReason ? outputLost(id, request.failure) : commitFailed(id, request.failure);
                }
                if (request.retry) {
                    again.add(new Pending<>(request.committable, request.retries + 1));
                }
            }
            if (!again.isEmpty()) {
                pending.put(id, again);
                return;
            }
            pending.remove(id);
        }
    }

    /** Commits everything: the job is over, so that there is no later chance. */
    void commitAll() throws Exception {
        commitUpTo(Long.MAX_VALUE);
        if (!pending.isEmpty()) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[SINK-803] The committer of " + context.description()
                            + " asked to retry the last commit of the job. The job restarts from its last checkpoint and commits again; "
                            + "see why the external system does not take it.");
        }
    }

    private WeirException commitFailed(long checkpoint, Throwable why) {
        return new WeirException(
                FailureKind.USER_CODE,
                "[JOB-840] The committer of " + context.description()
                        + " does not know why it could not commit output of checkpoint "
                        + inWords(checkpoint) + ": " + ThrownText.message(why)
                        + ". The job restarts from its last checkpoint, and commits again. If this repeats, see whether the external system takes"
                        + " commits.",
                why);
    }

    private static String inWords(long checkpoint) {
        return checkpoint == Long.MAX_VALUE ? "(end of job)" : Long.toString(checkpoint);
    }

    private WeirException outputLost(long checkpoint, Throwable why) {
        return new WeirException(
                FailureKind.OUTPUT_LOST,
                "[SINK-805] " + context.description() + " could not commit output of checkpoint "
                        + inWords(checkpoint) + ": " + ThrownText.message(why)
                        + ". The job stops, because going on would lose these records silently. See what became of the output, then restart the job from that checkpoint.",
                why);
    }

    void close() throws Exception {
        if (committer != null) {
            committer.close();
        }
    }

    private static final class Request<C> implements Committer.CommitRequest<C> {
        private final int retries;
        private C committable;
        private boolean retry;
        private @Nullable Throwable failure;
        private boolean knownReason;

        Request(Pending<C> pending) {
            this.committable = pending.committable();
            this.retries = pending.retries();
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
}
