package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.job.JobEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One rule. It hears what happens, as it happens, and throws when the rule is broken. Named after what it says. */
public abstract class Invariant {
    /** A sink made one transaction visible: for the first time or again. */
    public record Commit(String transaction, int attempt, long preparedFor, List<String> records) {
        /** {@link #preparedFor} of a transaction that no checkpoint has seen. */
        public static final long NO_CHECKPOINT = -1;

        public Commit {
            records = List.copyOf(records);
        }
    }

    /** The coordinator heard something of an older attempt. {@code before} and {@code after} describe all that it knows. */
    public record StaleMessage(String message, String before, String after, List<JobEvent> events) {}

    /**
     * A keyed function saw a record.
     *
     * @param sequence of the record among those of its key, from 1
     * @param last the sequence that the state of the key held before; 0: none
     */
    public record KeyedRecord(
            String key, long sequence, long last, int attempt, int subtask, int parallelism, int maxParallelism) {}

    /** What an operator's subtask says it has processed, at the moment of its snapshot: by key or by partition. */
    public record Snapshot(long checkpoint, String operator, SortedMap<String, Long> processed) {
        public Snapshot {
            processed = Collections.unmodifiableSortedMap(new TreeMap<>(processed));
        }
    }

    public void onJournaled(JobEvent event) {}

    /** The same, with the leader that wrote it. */
    public void onJournaledBy(String leader, JobEvent event) {}

    public void onCommit(Commit commit) {}

    public void onStaleMessage(StaleMessage message) {}

    /** A receiver allows {@code upTo} data elements in all. */
    public void onCreditGranted(long epoch, int channel, long upTo) {}

    public void onDataElementSent(long epoch, int channel) {}

    public void onWatermarkSent(long epoch, int channel, long timestamp) {}

    /** What a keyed function sees as the watermark. */
    public void onWatermarkSeen(int attempt, int subtask, long watermark) {}

    /** A timer of event time fires. */
    public void onTimerFired(long timestamp, long watermark) {}

    /** A worker begins to deploy an attempt, told by the leader of {@code term}. */
    public void onDeploy(long epoch, long term, String worker) {}

    public void onSubtaskOpened(long epoch, SubtaskId subtask, String worker) {}

    /** A subtask hears that a checkpoint is complete. */
    public void onCompletionHeard(long checkpoint) {}

    /** After a turn of a subtask: what waits in its inputs or outputs, and the most that may. */
    public void onQueues(long epoch, SubtaskId subtask, int elements, int most) {}

    public void onRecord(KeyedRecord record) {}

    public void onSnapshot(Snapshot snapshot) {}

    /** All is quiet: these files of the job are stored, and these are needed. */
    public void onSettled(Set<String> stored, Set<String> needed) {}

    /** The job is finished and all is committed. */
    public void onFinished() {}

    protected final InvariantViolation violation(String sentence) {
        return new InvariantViolation(getClass().getSimpleName(), sentence);
    }

    /** A map in a fixed order. */
    protected static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }
}
