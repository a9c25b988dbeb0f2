package io.weir.runtime.job;

import io.weir.api.JobStatus;
import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written down about a job before it is acted on. Times are milliseconds since 1970. */
public sealed interface JobEvent {
    /** The first event of every incarnation of the coordinator; whoever sees a newer one than its own stops for good. */
    record LeadershipTaken(long term, String node) implements JobEvent {}

    /**
     * Fences every older attempt; nothing of this one is deployed before.
     *
     * @param attempt counted from 1
     * @param epoch higher than all before
     * @param fromCheckpoint null: from the beginning
     * @param slots the worker of each slot, by slot index
     */
    record AttemptStarted(
            long attempt, long epoch, @Nullable Long fromCheckpoint, List<WorkerId> slots, long atMillis)
            implements JobEvent {
        public AttemptStarted {
            slots = List.copyOf(slots);
        }
    }

    /**
     * The attempt is over.
     *
     * @param restartAtMillis when the next one may begin, or {@link #NEVER}
     * @param byStrategy whether the restart strategy was asked, so that it counts after a change of the leader too
     */
    record AttemptEnded(
            long epoch,
            FailureKind kind,
            String sentence,
            long atMillis,
            @Within(least = AttemptEnded.NEVER) long restartAtMillis,
            boolean byStrategy)
            implements JobEvent {
        public static final long NEVER = -1;

        public AttemptEnded {
            sentence = Texts.cut(sentence, Texts.SENTENCE); // the history keeps many of them
        }
    }

    /**
     * An operator lets a job go on that had ended: under the same id, with epochs and checkpoint ids above all before.
     *
     * @param request chosen by the client; the same again is the same restart
     * @param fromCheckpoint newer ones are given up with this event; null: all are, and it begins at the beginning
     */
    record JobRestarted(String request, @Nullable Long fromCheckpoint, long atMillis) implements JobEvent {}

    record JobCancelRequested(long atMillis) implements JobEvent {}

    /**
     * {@code sentence}: why, for people; empty when the status says it all.
     *
     * @param accumulators of all operators of all subtasks, encoded; none unless the job has finished
     */
    record JobTerminated(JobStatus status, String sentence, long atMillis, List<byte[]> accumulators)
            implements JobEvent {
        public JobTerminated {
            sentence = Texts.cut(sentence, Texts.SENTENCE);
            accumulators = List.copyOf(accumulators);
        }
    }

    /** What the ledger wants to remember. */
    record CheckpointDecided(LedgerEvent event) implements JobEvent {}
}
