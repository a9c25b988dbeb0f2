package io.weir.checkpoint;

import java.util.TreeSet;

/** The checkpoints a subtask gave up, as far back as a barrier of them may still come; never more than {@value #MOST}. */
final class AbortedIds {
    /** Forgetting one costs time (its alignment waits for the next checkpoint), never a wrong snapshot. */
    private static final int MOST = 64;

    private final TreeSet<CheckpointId> ids = new TreeSet<>();

    /** True the first time. */
    boolean add(CheckpointId id) {
        boolean added = ids.add(id);
        if (ids.size() > MOST) {
            ids.pollFirst();
        }
        return added;
    }

    boolean contains(CheckpointId id) {
        return ids.contains(id);
    }

    /** Every channel has gone beyond {@code id}. */
    void forgetUpTo(CheckpointId id) {
        ids.headSet(id, true).clear();
    }
}
