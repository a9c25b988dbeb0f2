package io.weir.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the acknowledgements of all subtasks together into one manifest. */
public final class ManifestAssembly {
    /** Where an operator stands in the plan: the chain it belongs to, and its numbers. */
    public record Operator(int vertex, int parallelism, int maxParallelism) {}

    /** What the coordinator saved of a source: its split enumerator. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record CoordinatorState(byte[] bytes, boolean exhausted) {}

    private ManifestAssembly() {}

    /**
     * The manifest of a checkpoint that is whole.
     *
     * @param operators every operator of the plan by its id
     * @param coordinators by operator id; only operators that have one
     * @throws IllegalStateException if a subtask's acknowledgement is missing: nothing may be written then
     */
    public static CheckpointManifest assemble(
            String jobId,
            LedgerAction.WriteManifest wanted,
            Map<String, Operator> operators,
            Map<String, CoordinatorState> coordinators) {
        Map<SubtaskId, SubtaskSnapshot> acks = bySubtask(wanted.acks());
        TreeMap<String, OperatorSnapshot> assembled = new TreeMap<>();
        for (Map.Entry<String, Operator> entry : operators.entrySet()) {
            String operatorId = entry.getKey();
            Operator operator = entry.getValue();
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (int index = 0; index < operator.parallelism(); index++) {
                SubtaskSnapshot ack = acks.get(new SubtaskId(operator.vertex(), index));
                if (ack == null) {
                    throw new IllegalStateException(wanted.order().id() + " is not whole: subtask " + operator.vertex()
                            + "." + index + " of " + operatorId + " has not acknowledged");
                }
                states.add(ack.operators().getOrDefault(operatorId, OperatorSubtaskState.EMPTY));
            }
            @Nullable CoordinatorState coordinator = coordinators.get(operatorId);
            assembled.put(
                    operatorId,
                    new OperatorSnapshot(
                            operator.parallelism(),
                            operator.maxParallelism(),
                            states,
                            coordinator == null ? null : coordinator.bytes(),
                            coordinator != null && coordinator.exhausted()));
        }
        return new CheckpointManifest(
                CheckpointManifest.FORMAT_VERSION,
                jobId,
                wanted.order().id(),
                wanted.order().kind(),
                wanted.epoch(),
                wanted.order().triggeredAtMs(),
                assembled);
    }

    private static Map<SubtaskId, SubtaskSnapshot> bySubtask(Collection<SubtaskSnapshot> acks) {
        Map<SubtaskId, SubtaskSnapshot> bySubtask = new HashMap<>();
        for (SubtaskSnapshot ack : acks) {
            bySubtask.put(ack.subtask(), ack);
        }
        return bySubtask;
    }
}
