package io.weir.actors.job;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.api.JobStatus;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import java.util.List;

/** A job of which only the journal is known, as people see it: it is suspended, or has ended and its graph cannot be read. */
final class UnreadJob {
    private UnreadJob() {}

    /** {@code why}: nothing of it is loaded. */
    static ClientReply answer(ManagerEvent.JobSubmitted job, JobHistory history, String why, ClientCommand asked) {
        JobEvent.JobTerminated end = history.terminated();
        if (asked instanceof ClientCommand.CancelJob && end != null) {
            return end.status() == JobStatus.CANCELED // by this request: the manager has let no other through
                    ? new ClientReply.CancelAccepted(job.jobId())
                    : new ClientReply.Refused(ManagerErrors.hasEnded(job.jobId(), end.status()));
        } else if (asked instanceof ClientCommand.ListCheckpoints) {
            return new ClientReply.Checkpoints(
                    job.jobId(),
                    history.completedCheckpoints() + history.failedCheckpoints() > 0,
                    history.completedCheckpoints(),
                    history.failedCheckpoints(),
                    job.storageUri(),
                    List.of());
        }
        ClientReply.JobSummary summary = new ClientReply.JobSummary(
                job.jobId(),
                job.name(),
                end == null ? JobStatus.SUSPENDED : end.status(),
                end == null ? why : end.sentence(),
                job.atMillis(),
                end == null ? 0 : end.atMillis());
        return new ClientReply.Job(
                summary,
                history.firstAttemptAtMillis(),
                history.epoch(),
                history.fromCheckpoint(),
                history.restarts(),
                JobView.failures(history),
                List.of(),
                history.slots(),
                history.completedCheckpoints(),
                history.failedCheckpoints(),
                null);
    }
}
