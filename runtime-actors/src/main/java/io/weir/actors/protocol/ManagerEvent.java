package io.weir.actors.protocol;

import io.weir.api.JobStatus;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.job.EndedFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the job manager writes down before it acts. */
public sealed interface ManagerEvent {
    /** The first event of every incarnation; terms rise. */
    record LeadershipTaken(long term, String node) implements ManagerEvent {}

    /**
     * The job survives its submitter and all nodes from here on.
     *
     * @param request chosen by the submitter; the same again is the same job
     * @param storageUri where graph, jars and checkpoints are
     */
    record JobSubmitted(
            String jobId,
            String request,
            String name,
            String graphBlob,
            List<String> jarBlobs,
            String storageUri,
            long atMillis)
            implements ManagerEvent {
        public JobSubmitted {
            jarBlobs = List.copyOf(jarBlobs);
        }
    }

    /**
     * The job has ended.
     *
     * @param accumulators of all operators of all subtasks, encoded; none unless the job has finished
     * @param files what becomes of its checkpoints
     */
    record JobTerminated(
            String jobId, JobStatus status, String sentence, long atMillis, List<byte[]> accumulators, EndedFiles files)
            implements ManagerEvent {
        public JobTerminated {
            sentence = Texts.cut(sentence, Texts.SENTENCE);
            accumulators = List.copyOf(accumulators);
        }
    }

    /**
     * An operator lets a job go on that had ended. From here on it is alive again, whatever crashes: the coordinator does what stands here.
     *
     * @param request chosen by the client; the same again is the same restart
     * @param fromCheckpoint null: from the beginning
     */
    record JobRestarted(
            String jobId, String request, @Nullable Long fromCheckpoint, long atMillis) implements ManagerEvent {}

    /**
     * Somebody has asked for the end of a job. Its coordinator ends it; this remembers whose wish that was.
     *
     * @param request chosen by the client; the same again is the same wish
     */
    record CancelRequested(String jobId, String request) implements ManagerEvent {}

    /** All that a job wrote to the checkpoint storage is gone, as {@link EndedFiles#DELETED} wanted it. */
    record JobFilesDeleted(String jobId) implements ManagerEvent {}

    /** Nothing is deleted from now on; replaces an earlier hold. */
    record DeletionsHeld(long fromMillis, long untilMillis) implements ManagerEvent {}

    /** The hold has ended before its time. */
    record DeletionsReleased(long atMillis) implements ManagerEvent {}
}
