package io.weir.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask about checkpoints: how many, and how the last {@value #SHOWN} went. Follows the events of the ledger. */
public final class CheckpointHistory {
    static final int SHOWN = 10;

    /** How a checkpoint stands. */
    public enum Status {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    /**
     * One checkpoint.
     *
     * @param durationMs from trigger to journaled end; -1 while in progress
     * @param stateBytes 0 unless completed
     * @param reason null unless failed
     */
    public record Entry(
            CheckpointId id,
            CheckpointKind kind,
            Status status,
            long triggeredAtMs,
            long durationMs,
            long stateBytes,
            @Nullable AbortReason reason,
            String detail) {}

    private final Deque<Entry> newestFirst = new ArrayDeque<>();
    private long completed;
    private long failed;
    private int inProgress;

    /** Empty: of a job that never took a checkpoint. */
    CheckpointHistory() {}

    CheckpointHistory(long completed, long failed, int inProgress, List<Entry> newestFirst) {
        this.completed = completed;
        this.failed = failed;
        this.inProgress = inProgress;
        this.newestFirst.addAll(newestFirst);
    }

    public long completed() {
        return completed;
    }

    /** All that ended without success, for whatever reason. */
    public long failed() {
        return failed;
    }

    public int inProgress() {
        return inProgress;
    }

    /** The newest first. */
    public List<Entry> entries() {
        return List.copyOf(newestFirst);
    }

    void apply(LedgerEvent event) {
        if (event instanceof LedgerEvent.CheckpointTriggered triggered) {
            inProgress++;
            newestFirst.addFirst(
                    new Entry(triggered.id(), triggered.kind(), Status.IN_PROGRESS, triggered.atMs(), -1, 0, null, ""));
            if (newestFirst.size() > SHOWN) {
                newestFirst.removeLast();
            }
        } else if (event instanceof LedgerEvent.CheckpointCompleted done) {
            inProgress--;
            completed++;
            end(done.id(), Status.COMPLETED, done.atMs(), done.stateBytes(), null, "");
        } else if (event instanceof LedgerEvent.CheckpointAborted aborted) {
            inProgress--;
            failed++;
            end(aborted.id(), Status.FAILED, aborted.atMs(), 0, aborted.reason(), aborted.detail());
        }
    }

    private void end(
            CheckpointId id, Status status, long atMs, long bytes, @Nullable AbortReason reason, String detail) {
        List<Entry> entries = new ArrayList<>(newestFirst);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.id().equals(id)) {
                long duration = Math.max(0, atMs - entry.triggeredAtMs());
                entries.set(
                        i, new Entry(id, entry.kind(), status, entry.triggeredAtMs(), duration, bytes, reason, detail));
            }
        }
        newestFirst.clear();
        newestFirst.addAll(entries);
    }
}
