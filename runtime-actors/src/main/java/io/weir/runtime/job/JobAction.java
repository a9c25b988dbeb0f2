package io.weir.runtime.job;

import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done, in order, once the events of the same decision are journaled. */
public sealed interface JobAction {
    /** Ask for so many slots, where possible those of {@code previous} (by slot index); replaces any earlier wish. */
    record RequestSlots(int slots, List<WorkerId> previous) implements JobAction {}

    record ReleaseSlots() implements JobAction {}

    /** Say at once which of these workers are no members of the cluster. */
    record AskWhoIsGone(List<WorkerId> workers) implements JobAction {}

    /** Tell each worker of the placement to deploy its subtasks. */
    record Deploy(
            long epoch,
            SortedMap<SubtaskId, WorkerId> placement,
            @Nullable CheckpointId from) implements JobAction {
        public Deploy {
            placement = Collections.unmodifiableSortedMap(new TreeMap<>(placement));
        }

        public SortedSet<WorkerId> workers() {
            return new TreeSet<>(placement.values());
        }
    }

    /** All subtasks are deployed: exchange their addresses, run them, and start the split enumerators. */
    record Start(
            long epoch, List<WorkerId> workers, @Nullable CheckpointId from) implements JobAction {}

    /** The running subtasks go on under this leader; the split enumerators are restored and have nothing left to give. */
    record Adopt(
            long epoch, List<WorkerId> workers, @Nullable CheckpointId from) implements JobAction {}

    /** Stop every attempt of the job up to this epoch on these workers. */
    record Cancel(long epoch, List<WorkerId> workers) implements JobAction {}

    record Finish(long epoch, List<WorkerId> workers) implements JobAction {}

    /** The attempt's subtasks all run: the ledger may trigger. Handled by {@link JobCore}, like the next two. */
    record BeginCheckpoints(long epoch) implements JobAction {}

    /** The attempt is over: pending checkpoints are given up, enumerators closed. */
    record EndCheckpoints(long epoch) implements JobAction {}

    /** Take a checkpoint now, besides the periodic ones. */
    record TakeCheckpoint(long epoch) implements JobAction {}

    /** Close the split enumerators of the attempt. */
    record StopSources() implements JobAction {}

    record WakeAt(long atMillis) implements JobAction {}

    /**
     * The job has ended; its journal says so.
     *
     * @param files what becomes of all that the job wrote
     * @param accumulators of all operators of all subtasks, encoded; none unless the job has finished
     */
    record Terminated(JobStatus status, String sentence, EndedFiles files, List<byte[]> accumulators)
            implements JobAction {}

    /** What the ledger asks for, of the attempt {@code epoch}. */
    record Checkpointing(long epoch, LedgerAction action) implements JobAction {}
}
