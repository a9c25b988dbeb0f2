package io.weir.actors.job;

import io.weir.actors.journal.Term;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import java.util.List;

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

    record JobEnded(String jobId, JobStatus status, String sentence, long atMillis, List<byte[]> accumulators)
            implements ManagerMessage {
        public JobEnded {
            accumulators = List.copyOf(accumulators);
        }
    }
}
