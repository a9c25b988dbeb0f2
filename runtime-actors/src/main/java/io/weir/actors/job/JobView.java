package io.weir.actors.job;

import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointHistory;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.job.EndedFiles;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.subtask.SubtaskStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** A job as people see it. */
record JobView(ManagerEvent.JobSubmitted submitted, JobHistory history, JobCore core, ExecutionPlan plan) {
    long epoch() {
        return core.director().epoch();
    }

    JobStatus status() {
        return core.director().phase().status(epoch());
    }

    /** The workers on which something may run now. */
    List<WorkerId> runningOn() {
        return core.director().phase().hasAttempt()
                ? List.copyOf(new TreeSet<>(core.director().slots()))
                : List.of();
    }

    ClientReply.JobSummary summary() {
        JobEvent.JobTerminated end = history.terminated();
        return new ClientReply.JobSummary(
                submitted.jobId(),
                submitted.name(),
                status(),
                core.director().sentence(),
                submitted.atMillis(),
                end == null ? 0 : end.atMillis());
    }

    ClientReply.Job job(List<SubtaskStats> stats) {
        List<ClientReply.CheckpointEntry> entries = entries(new CheckpointMeasures()); // a summary
        return new ClientReply.Job(
                summary(),
                history.firstAttemptAtMillis(),
                epoch(),
                history.fromCheckpoint(),
                core.director().restarts(),
                failures(history),
                vertices(stats),
                core.director().slots(),
                history.completedCheckpoints(),
                history.failedCheckpoints(),
                entries.isEmpty() ? null : entries.get(0));
    }

    static List<ClientReply.FailureEntry> failures(JobHistory history) {
        List<ClientReply.FailureEntry> newestFirst = new ArrayList<>();
        for (JobEvent.AttemptEnded ended : history.failures()) {
            newestFirst.add(
                    0,
                    new ClientReply.FailureEntry(
                            ended.epoch(), ended.kind().name(), ended.sentence(), ended.atMillis()));
        }
        return newestFirst;
    }

    private List<ClientReply.Vertex> vertices(List<SubtaskStats> stats) {
        List<ClientReply.Vertex> vertices = new ArrayList<>();
        for (ChainVertex vertex : plan.vertices()) {
            List<SubtaskStats> ofVertex = stats.stream()
                    .filter(subtask -> subtask.vertex() == vertex.index())
                    .sorted(Comparator.comparingInt(SubtaskStats::index))
                    .toList();
            vertices.add(new ClientReply.Vertex(vertex.index(), vertex.name(), vertex.parallelism(), ofVertex));
        }
        return vertices;
    }

    ClientReply.Checkpoints checkpoints(CheckpointMeasures measures) {
        return new ClientReply.Checkpoints(
                submitted.jobId(),
                plan.settings().checkpoints().enabled(),
                history.completedCheckpoints(),
                history.failedCheckpoints(),
                submitted.storageUri(),
                entries(measures));
    }

    private List<ClientReply.CheckpointEntry> entries(CheckpointMeasures measures) {
        List<ClientReply.CheckpointEntry> entries = new ArrayList<>();
        for (CheckpointHistory.Entry entry : core.ledger().history().entries()) {
            String why = entry.reason() == null
                    ? deletedWithItsJob(entry) ? "deleted with its job" : ""
                    : entry.reason() + (entry.detail().isEmpty() ? "" : ": " + entry.detail());
            entries.add(new ClientReply.CheckpointEntry(
                    entry.id().value(),
                    entry.status().name(),
                    entry.triggeredAtMs(),
                    entry.durationMs(),
                    entry.stateBytes(),
                    why,
                    measures.of(entry.id().value())));
        }
        return entries;
    }

    /** Nobody can restore it any more, though it was completed. */
    private boolean deletedWithItsJob(CheckpointHistory.Entry entry) {
        JobEvent.JobTerminated end = history.terminated();
        return entry.status() == CheckpointHistory.Status.COMPLETED
                && end != null
                && EndedFiles.after(end.status(), plan.settings().checkpoints().retention()) == EndedFiles.DELETED;
    }
}
