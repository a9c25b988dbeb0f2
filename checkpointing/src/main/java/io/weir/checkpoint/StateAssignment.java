package io.weir.checkpoint;

import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which state of a checkpoint, for a plan that may have other operators and another parallelism than the one that
 * wrote it. Every operator of a chain is looked up by its own id, wherever it stands in the chain.
 */
public final class StateAssignment {
    /** The numbers of an operator in the new plan. */
    public record OperatorShape(int parallelism, int maxParallelism) {}

    /**
     * What one subtask of one operator starts from.
     *
     * @param oldParallelism how many subtasks wrote it
     * @param keyed handles that reach into the subtask's key groups; they may reach further, so filter by {@code keyGroups}
     * @param keyGroups that the subtask owns now
     * @param sections by name, what each old subtask wrote, in the order of their indices and with null for one that wrote none:
     *     everything, whatever the parallelism, because only the reader knows whether it wants a share, its own, or all
     */
    public record RestoreState(
            CheckpointId checkpoint,
            int subtask,
            int oldParallelism,
            int newParallelism,
            KeyGroupRange keyGroups,
            List<KeyedStateHandle> keyed,
            SortedMap<String, List<@Nullable StateChunk>> sections) {}

    private final CheckpointManifest manifest;
    private final Map<String, OperatorShape> plan;

    private StateAssignment(CheckpointManifest manifest, Map<String, OperatorShape> plan) {
        this.manifest = manifest;
        this.plan = Map.copyOf(plan);
    }

    /**
     * Checks that the checkpoint fits the plan.
     *
     * @param plan by operator id
     * @param allowNonRestoredState drop the state of operators that the plan lacks
     * @throws RestoreRefusedException CKP-404 if state would be lost, CKP-406 if the number of key groups of keyed state differs
     */
    public static StateAssignment of(
            CheckpointManifest manifest, Map<String, OperatorShape> plan, boolean allowNonRestoredState) {
        TreeSet<String> lost = new TreeSet<>();
        TreeSet<String> changed = new TreeSet<>();
        for (Map.Entry<String, OperatorSnapshot> entry : manifest.operators().entrySet()) {
            OperatorSnapshot snapshot = entry.getValue();
            OperatorShape shape = plan.get(entry.getKey());
            if (shape == null && snapshot.hasState()) {
                lost.add(entry.getKey());
            } else if (shape != null
                    && snapshot.hasKeyedState()
                    && shape.maxParallelism() != snapshot.maxParallelism()) {
                changed.add(entry.getKey() + " from " + snapshot.maxParallelism() + " to " + shape.maxParallelism());
            }
        }
        if (!lost.isEmpty() && !allowNonRestoredState) {
            throw CheckpointErrors.nonRestored(manifest.id(), lost);
        }
        if (!changed.isEmpty()) {
            throw CheckpointErrors.maxParallelism(manifest.id(), changed);
        }
        return new StateAssignment(manifest, plan);
    }

    /** What the subtask starts from; null for an operator that is new: its {@code isRestored} is false. */
    public @Nullable RestoreState restore(String operatorId, int subtask) {
        OperatorSnapshot snapshot = manifest.operators().get(operatorId);
        OperatorShape shape = plan.get(operatorId);
        if (snapshot == null || shape == null) {
            return null;
        }
        KeyGroupRange keyGroups = KeyGroups.range(subtask, shape.parallelism(), shape.maxParallelism());
        List<KeyedStateHandle> keyed = new ArrayList<>();
        TreeMap<String, List<@Nullable StateChunk>> sections = new TreeMap<>();
        for (int old = 0; old < snapshot.parallelism(); old++) {
            OperatorSubtaskState state = snapshot.bySubtask().get(old);
            for (KeyedStateHandle handle : state.keyed()) {
                if (handle.keyGroups().intersects(keyGroups)) {
                    keyed.add(handle);
                }
            }
            for (Map.Entry<String, StateChunk> section : state.sections().entrySet()) {
                sections.computeIfAbsent(section.getKey(), none -> nulls(snapshot.parallelism()))
                        .set(old, section.getValue());
            }
        }
        return new RestoreState(
                manifest.id(),
                subtask,
                snapshot.parallelism(),
                shape.parallelism(),
                keyGroups,
                List.copyOf(keyed),
                Collections.unmodifiableSortedMap(sections));
    }

    /** State of the split enumerator of a source; null if there is none. */
    public byte @Nullable [] coordinatorState(String operatorId) {
        OperatorSnapshot snapshot = manifest.operators().get(operatorId);
        return snapshot == null ? null : snapshot.coordinatorState();
    }

    private static List<@Nullable StateChunk> nulls(int size) {
        return new ArrayList<>(Collections.<@Nullable StateChunk>nCopies(size, null));
    }
}
