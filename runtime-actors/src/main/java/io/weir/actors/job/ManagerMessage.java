package io.weir.actors.job;

import io.weir.actors.journal.Term;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.EndedFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the job manager hears from its coordinators, from the membership, and from itself. Never leaves the node. */
sealed interface ManagerMessage extends JobManagerCommand {
    enum TakeLead implements ManagerMessage {
        INSTANCE
    }

    /** The journal admits this leader's writes from now on. */
    record LeadTaken(Term term) implements ManagerMessage {}

    /** The journal could not be used; it is tried again. */
    record LeadNotTaken(String problem) implements ManagerMessage {}

    /** The journal is not for this node. */
    record LeadRefused(String sentence) implements ManagerMessage {}

    /** Something that a leader needs is not to be had on this node. */
    record CannotLead(String sentence) implements ManagerMessage {}

    /** It was asked, and leads. */
    enum StillLeads implements ManagerMessage {
        INSTANCE
    }

    /** A worker of this Pekko cluster has been welcomed by a leader with another journal. */
    record ForeignWorker(WorkerId worker, String clusterId) implements ManagerMessage {}

    /** A coordinator of this node found that its term is not the newest any more. */
    record Superseded(String jobId) implements ManagerMessage {}

    /** It failed to handle what it was told, again: another one must lead. */
    enum FailedTwice implements ManagerMessage {
        INSTANCE
    }

    enum Deposed implements ManagerMessage {
        INSTANCE
    }

    /** A worker's process is gone, or cannot be reached. */
    record WorkerGone(WorkerId worker, String why) implements ManagerMessage {}

    /** A worker that could not be reached can be reached again. */
    record WorkerBack(WorkerId worker) implements ManagerMessage {}

    record SlotsWanted(String jobId, int slots, List<WorkerId> previous) implements ManagerMessage {}

    record SlotsHeld(String jobId, List<WorkerId> slots) implements ManagerMessage {}

    record SlotsReleased(String jobId) implements ManagerMessage {}

    record WhoIsGone(String jobId, List<WorkerId> workers) implements ManagerMessage {}

    /** {@code startedAtMillis}: of the first attempt, 0 before. */
    record JobIsNow(String jobId, JobStatus status, String sentence, long startedAtMillis) implements ManagerMessage {}

    /**
     * A job has ended; its coordinator has journaled it.
     *
     * @param restart the last restart by an operator that the coordinator knows; empty: none
     */
    record JobEnded(
            String jobId,
            JobStatus status,
            String sentence,
            long atMillis,
            List<byte[]> accumulators,
            EndedFiles files,
            String restart)
            implements ManagerMessage {
        public JobEnded {
            accumulators = List.copyOf(accumulators);
        }

        /** Of a job that was never restarted and whose files stay. */
        JobEnded(String jobId, JobStatus status, String sentence, long atMillis, List<byte[]> accumulators) {
            this(jobId, status, sentence, atMillis, accumulators, EndedFiles.KEPT, "");
        }
    }

    /** The coordinator has found where a job goes on: {@code fromCheckpoint}, null for the beginning. */
    record RestartReady(
            ClientCommand.RestartJob asked,
            String jobId,
            @Nullable Long fromCheckpoint,
            List<String> skipped) implements ManagerMessage {}

    /** All that the job wrote is gone, or not: then it is tried again later. */
    record JobFilesGone(String jobId, boolean gone) implements ManagerMessage {}

    /** It is time to delete what could not be deleted before. */
    enum DeletionsDue implements ManagerMessage {
        INSTANCE
    }

    /** The copy of the journal that {@code asked} for is there, or {@code problem} says why not. */
    record JournalCopyDone(
            String request, long bytes, @Nullable String problem) implements ManagerMessage {}
}
