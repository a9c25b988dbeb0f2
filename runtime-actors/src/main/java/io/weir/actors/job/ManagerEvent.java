package io.weir.actors.job;

import io.weir.api.JobStatus;
import io.weir.runtime.cluster.Texts;
import java.util.List;

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

    /** {@code accumulators}: of all operators of all subtasks, encoded; none unless the job has finished. */
    record JobTerminated(String jobId, JobStatus status, String sentence, long atMillis, List<byte[]> accumulators)
            implements ManagerEvent {
        public JobTerminated {
            sentence = Texts.cut(sentence, Texts.SENTENCE);
            accumulators = List.copyOf(accumulators);
        }
    }
}
