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
 * completed checkpoint. Commits may block, so they run elsewhere, one after the other, while the subtask goes on: what is prepared meanwhile waits, and what
 * is being committed is in each snapshot until its call has returned. A sink without a committer has none.
 */
final class PendingCommits<C> {
    private static final String COMMITTABLES = "committables";

    private final OperatorContext context;
    private final @Nullable SupportsCommitter<C> sink;
    private final TreeMap<Long, List<Pending<C>>> pending = new TreeMap<>();
    private @Nullable Committer<C> committer;
    /** The one that is under way. */
    private @Nullable CommitCall<C> call;

    private long upTo = Long.MIN_VALUE;
    /** Whether what is pending up to there is to be tried (again). */
    private boolean asked;

    private boolean ending;
    private boolean letGo;

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

    /**
     * Begins to commit what was prepared for checkpoints up to this one, in order, one call of the committer after the other; what the committer wants to
     * retry stays for the next time.
     */
    void commitUpTo(long checkpoint) throws Exception {
        upTo = Math.max(upTo, checkpoint);
        asked = true;
        beginNext();
    }

    private void beginNext() throws Exception {
        Committer<C> to = committer;
        if (to == null || call != null || !asked || letGo) {
            return;
        }
        if (pending.isEmpty() || pending.firstKey() > upTo) {
            asked = false;
            return;
        }
        List<CommitRequestOf<C>> requests = new ArrayList<>();
        for (Pending<C> each : pending.firstEntry().getValue()) {
            requests.add(new CommitRequestOf<>(each));
        }
        long checkpoint = pending.firstKey();
        CommitCall<C> next = new CommitCall<>(to, requests);
        call = next;
        asked = false; // from here on somebody asks anew
        context.services().runBlocking(context, "commit", next, () -> returned(checkpoint, next));
    }

    private void returned(long checkpoint, CommitCall<C> ended) throws Exception {
        call = null;
        List<Pending<C>> again = new ArrayList<>();
        for (CommitRequestOf<C> request : ended.requests()) {
            Throwable failure = request.failure();
            if (failure != null) {
                throw request.isReasonKnown() ? outputLost(checkpoint, failure) : commitFailed(checkpoint, failure);
            }
            Pending<C> retried = request.again();
            if (retried != null) {
                again.add(retried);
            }
        }
        if (again.isEmpty()) {
            pending.remove(checkpoint);
            asked = true;
        } else {
            pending.put(checkpoint, again);
            if (ending && !asked) {
                throw lastCommitRetried();
            }
        }
        beginNext();
    }

    /** Begins to commit everything: the job is over, so that there is no later chance. */
    void commitAll() throws Exception {
        ending = true;
        commitUpTo(Long.MAX_VALUE);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Nothing more is committed; false while a call runs, which may still take effect. */
    boolean letsGo() {
        letGo = true;
        return call == null || call.drop();
    }

    private WeirException lastCommitRetried() {
        return new WeirException(
                FailureKind.USER_CODE,
                "[SINK-803] The committer of " + context.description()
                        + " asked to retry the last commit of the job. The job restarts from its last checkpoint and commits again; "
                        + "see why the external system does not take it.");
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

    /** A committer that commits at this moment is closed when it has. */
    void close() throws Exception {
        letGo = true;
        CommitCall<C> running = call;
        if (committer != null && (running == null || !running.closesAfter())) {
            committer.close();
        }
    }
}
