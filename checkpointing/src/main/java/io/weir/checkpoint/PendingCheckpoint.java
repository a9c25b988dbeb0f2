package io.weir.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A checkpoint under way. Only what it was triggered with survives a change of the leader; the new one gives it up. */
final class PendingCheckpoint {
    private final LedgerEvent.CheckpointTriggered trigger;
    private final long oldestPinned;
    private final Set<SubtaskId> missing;
    private final TreeMap<SubtaskId, SubtaskSnapshot> acks = new TreeMap<>();

    /**
     * Starts with no acknowledgement.
     *
     * @param oldestPinned the lowest retained id when it was triggered: from there on its subtasks may build on files of others
     */
    PendingCheckpoint(LedgerEvent.CheckpointTriggered trigger, long oldestPinned, Set<SubtaskId> expected) {
        this.trigger = trigger;
        this.oldestPinned = oldestPinned;
        this.missing = new TreeSet<>(expected);
    }

    LedgerEvent.CheckpointTriggered trigger() {
        return trigger;
    }

    boolean pins(CheckpointId completed) {
        return completed.value() >= oldestPinned;
    }

    boolean hasAcknowledged(SubtaskId subtask) {
        return acks.containsKey(subtask);
    }

    boolean expects(SubtaskId subtask) {
        return missing.contains(subtask);
    }

    void acknowledge(SubtaskSnapshot snapshot) {
        missing.remove(snapshot.subtask());
        acks.put(snapshot.subtask(), snapshot);
    }

    /** Every subtask has acknowledged: its manifest is being written. */
    boolean isWhole() {
        return missing.isEmpty() && !acks.isEmpty();
    }

    List<SubtaskSnapshot> acks() {
        return new ArrayList<>(acks.values());
    }

    long stateBytes() {
        long bytes = 0;
        for (SubtaskSnapshot snapshot : acks.values()) {
            bytes += snapshot.stateBytes();
        }
        return bytes;
    }

    /** For people: who has not acknowledged. */
    String waitingFor() {
        int named = 0;
        StringBuilder text = new StringBuilder();
        for (SubtaskId subtask : missing) {
            if (named++ == 5) {
                return text + " and " + (missing.size() - 5) + " more";
            }
            text.append(text.length() == 0 ? "" : ", ").append(subtask);
        }
        return text.toString();
    }
}
