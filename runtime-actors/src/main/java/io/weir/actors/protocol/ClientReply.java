package io.weir.actors.protocol;

import io.weir.api.JobStatus;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.subtask.SubtaskStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to clients. Times are milliseconds since 1970, 0 where something has not happened yet. */
public interface ClientReply extends ControlMessage {
    /** So many bytes of the upload have arrived; send what follows. */
    record UploadGoesOn(String sha256, long received) implements ClientReply {}

    /** A part of an answer that is too large for one message. */
    record ReplyPart(Part part) implements ClientReply {}

    record UploadDone(String sha256) implements ClientReply {}

    record JobAccepted(String jobId) implements ClientReply {}

    /** {@code sentence}: {@code [CODE] what happened. Why. What to do.}. */
    record Refused(String sentence) implements ClientReply {
        public Refused {
            sentence = Texts.cut(sentence, Texts.SENTENCE);
        }
    }

    /** {@code sentence}: why it is in that status; may be empty. */
    record JobSummary(
            String jobId, String name, JobStatus status, String sentence, long submittedAtMillis, long endedAtMillis) {
        public JobSummary {
            sentence = Texts.cut(sentence, Texts.SENTENCE);
        }
    }

    record Jobs(List<JobSummary> jobs) implements ClientReply {}

    /** {@code startedAtMillis}: of the first attempt; {@code accumulators}: once it has finished, encoded. */
    record JobIs(JobSummary job, long startedAtMillis, List<byte[]> accumulators) implements ClientReply {
        public JobIs {
            accumulators = List.copyOf(accumulators);
        }
    }

    record CancelAccepted(String jobId) implements ClientReply {}

    /**
     * The job goes on.
     *
     * @param resumed it was suspended, and goes on as if it never had been; else from {@code fromCheckpoint}
     * @param fromCheckpoint null: from the beginning
     * @param skipped what is wrong with those checkpoints that were looked at before
     */
    record RestartAccepted(
            String jobId, boolean resumed, @Nullable Long fromCheckpoint, List<String> skipped)
            implements ClientReply {}

    /** Checkpoints are looked at; {@code filesRead} so far. */
    record RestartLooks(String jobId, int filesRead) implements ClientReply {}

    /** {@code heldUntilMillis}: 0: they are not held. */
    record DeletionsAre(long heldUntilMillis) implements ClientReply {}

    /** {@code bytes}: -1 while it is being written: ask again with the same request. */
    record JournalCopied(String target, @Within(least = -1) long bytes) implements ClientReply {}

    /**
     * A worker and how much of it is taken.
     *
     * @param slots it offers
     * @param usedSlots by jobs
     * @param leaving it has said that it goes, and gets no new subtasks
     */
    record Worker(WorkerId worker, int slots, int usedSlots, boolean leaving) {}

    /** {@code clusterId}: of the journal; {@code deletionsHeldUntilMillis}: 0: they are not held. */
    record Cluster(
            long term,
            String clusterId,
            String leader,
            List<Worker> workers,
            int slots,
            int freeSlots,
            long deletionsHeldUntilMillis)
            implements ClientReply {}

    /** {@code subtasks}: those of which the worker answered in time, by index. */
    record Vertex(int index, String name, int parallelism, List<SubtaskStats> subtasks) {
        public Vertex {
            name = Texts.cut(name, Texts.NAME);
        }
    }

    /** {@code kind}: as in {@code io.weir.runtime.failure.FailureKind}. */
    record FailureEntry(long epoch, String kind, String sentence, long atMillis) {}

    /**
     * One checkpoint.
     *
     * @param status IN_PROGRESS, COMPLETED or FAILED
     * @param durationMillis -1 while in progress
     * @param detail why it failed, or that a completed one was deleted with its job; may be empty
     * @param subtasks what each subtask has acknowledged, in that order; empty where it is not known: the leader of that time is gone, or only a
     *     summary was asked for
     */
    record CheckpointEntry(
            long id,
            String status,
            long triggeredAtMillis,
            @Within(least = -1) long durationMillis,
            long stateBytes,
            String detail,
            List<SubtaskCheckpoint> subtasks) {}

    /**
     * The part of one subtask in one checkpoint. Times are in microseconds.
     *
     * @param vertex as in {@link Vertex}
     * @param alignmentMicros from the first barrier to the last, in which channels that had delivered theirs were held
     * @param syncMicros in which the subtask did nothing else: sinks prepare, state is frozen
     * @param asyncMicros from there until its files were written, while it went on
     * @param stateBytes of its state, files that older checkpoints wrote included
     */
    record SubtaskCheckpoint(
            int vertex, int index, long alignmentMicros, long syncMicros, long asyncMicros, long stateBytes) {}

    /**
     * All about one job.
     *
     * @param epoch of the newest attempt, 0 before the first
     * @param restoredFrom the checkpoint the newest attempt began from; null: from the beginning
     * @param workers of the newest attempt, by slot
     */
    record Job(
            JobSummary summary,
            long startedAtMillis,
            long epoch,
            @Nullable Long restoredFrom,
            int restarts,
            List<FailureEntry> failures,
            List<Vertex> vertices,
            List<WorkerId> workers,
            long completedCheckpoints,
            long failedCheckpoints,
            @Nullable CheckpointEntry lastCheckpoint)
            implements ClientReply {}

    /** {@code newestFirst}: the last ten. */
    record Checkpoints(
            String jobId,
            boolean enabled,
            long completed,
            long failed,
            String storageUri,
            List<CheckpointEntry> newestFirst)
            implements ClientReply {}
}
