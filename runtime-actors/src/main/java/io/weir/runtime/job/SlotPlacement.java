package io.weir.runtime.job;

import io.weir.runtime.cluster.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses a worker for each slot a job needs: evenly, and where the slot was before if that does not crowd anybody. */
final class SlotPlacement {
    private SlotPlacement() {}

    /**
     * Places them.
     *
     * @param free slots by worker, none negative
     * @param previous the worker of each slot in the last attempt; may be empty or of another length
     * @return the worker of each slot, or null if there are too few
     */
    static @Nullable List<WorkerId> place(int needed, SortedMap<WorkerId, Integer> free, List<WorkerId> previous) {
        SortedMap<WorkerId, Integer> share = evenShare(needed, free);
        if (share == null) {
            return null;
        }
        List<@Nullable WorkerId> slots = new ArrayList<>();
        for (int slot = 0; slot < needed; slot++) {
            WorkerId before = slot < previous.size() ? previous.get(slot) : null;
            slots.add(before != null && take(share, before) ? before : null);
        }
        List<WorkerId> placed = new ArrayList<>();
        for (WorkerId kept : slots) {
            placed.add(kept != null ? kept : takeFromFullest(share));
        }
        return placed;
    }

    /** How many slots each worker gives: one round after the other, in the order of their ids; null if there are too few. */
    private static @Nullable SortedMap<WorkerId, Integer> evenShare(int needed, SortedMap<WorkerId, Integer> free) {
        SortedMap<WorkerId, Integer> share = new TreeMap<>();
        int missing = needed;
        while (missing > 0) {
            int before = missing;
            for (Map.Entry<WorkerId, Integer> worker : free.entrySet()) {
                int given = share.getOrDefault(worker.getKey(), 0);
                if (missing > 0 && given < worker.getValue()) {
                    share.put(worker.getKey(), given + 1);
                    missing--;
                }
            }
            if (missing == before) {
                return null;
            }
        }
        return share;
    }

    private static boolean take(SortedMap<WorkerId, Integer> share, WorkerId worker) {
        int left = share.getOrDefault(worker, 0);
        if (left > 0) {
            share.put(worker, left - 1);
        }
        return left > 0;
    }

    private static WorkerId takeFromFullest(SortedMap<WorkerId, Integer> share) {
        WorkerId fullest = share.firstKey();
        for (Map.Entry<WorkerId, Integer> worker : share.entrySet()) {
            if (worker.getValue() > share.getOrDefault(fullest, 0)) {
                fullest = worker.getKey();
            }
        }
        take(share, fullest);
        return fullest;
    }
}
