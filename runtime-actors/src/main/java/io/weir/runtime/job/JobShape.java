package io.weir.runtime.job;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many subtasks each vertex of a plan has: all that placing them needs to know. */
public record JobShape(List<Integer> parallelism) {
    public JobShape {
        parallelism = List.copyOf(parallelism);
    }

    public static JobShape of(ExecutionPlan plan) {
        return new JobShape(
                plan.vertices().stream().map(ChainVertex::parallelism).toList());
    }

    public SortedSet<SubtaskId> subtasks() {
        SortedSet<SubtaskId> all = new TreeSet<>();
        for (int vertex = 0; vertex < parallelism.size(); vertex++) {
            for (int index = 0; index < parallelism.get(vertex); index++) {
                all.add(new SubtaskId(vertex, index));
            }
        }
        return all;
    }

    public int slotsNeeded() {
        return parallelism.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Slot i takes subtask i of every vertex that has one. */
    public SortedMap<SubtaskId, WorkerId> place(List<WorkerId> slots) {
        SortedMap<SubtaskId, WorkerId> placement = new TreeMap<>();
        for (SubtaskId subtask : subtasks()) {
            placement.put(subtask, slots.get(subtask.index()));
        }
        return placement;
    }
}
