package io.weir.state.operator;

import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.operator.OperatorStatePart.Elements;
import io.weir.state.operator.OperatorStatePart.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which operator state each subtask starts with. Pure; it looks at elements as bytes.
 *
 * <ul>
 *   <li>Split lists: the same as before if the parallelism is the same; else all elements in the order of subtasks, cut into runs of equal
 *       length (the first ones have one more where it does not come out even).
 *   <li>Union lists: all elements of all, in the order of subtasks.
 *   <li>Broadcast maps: subtask i starts with the copy of subtask i modulo the old parallelism.
 * </ul>
 */
public final class OperatorStateRedistribution {
    private OperatorStateRedistribution() {}

    /**
     * Redistributes what the subtasks of one operator wrote.
     *
     * @param parts what {@link OperatorStateBackend#snapshot} gave, by the index of the old subtask; empty arrays for subtasks without any
     * @param parallelism of the new attempt, at least 1
     * @param where which operator's state this is, for messages
     * @return what to hand to {@link OperatorStateBackend#restore}, by the index of the new subtask
     * @throws CorruptSnapshotException if a part is damaged
     */
    public static List<byte[]> redistribute(List<byte[]> parts, int parallelism, String where)
            throws CorruptSnapshotException {
        List<OperatorStatePart> old = new ArrayList<>();
        for (byte[] part : parts) {
            old.add(OperatorStatePart.decode(part, where));
        }
        List<byte[]> result = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorStatePart part = partOf(subtask, parallelism, old);
            result.add(part.sections().isEmpty() ? new byte[0] : part.encode());
        }
        return result;
    }

    private static OperatorStatePart partOf(int subtask, int parallelism, List<OperatorStatePart> old) {
        Map<String, Integer> totals = totals(old);
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<Section> sections = new ArrayList<>();
        for (int from = 0; from < old.size(); from++) {
            for (Section section : old.get(from).sections()) {
                List<Elements> states = new ArrayList<>();
                for (Elements state : section.states()) {
                    int before = seen.getOrDefault(state.name(), 0);
                    seen.put(state.name(), before + state.elements().size());
                    List<byte[]> elements = switch (state.mode()) {
                        case UNION -> state.elements();
                        case BROADCAST -> from == subtask % old.size() ? state.elements() : List.<byte[]>of();
                        case SPLIT ->
                            parallelism == old.size()
                                    ? (from == subtask ? state.elements() : List.<byte[]>of())
                                    : run(
                                            state.elements(),
                                            before,
                                            subtask,
                                            parallelism,
                                            totals.getOrDefault(state.name(), 0));
                    };
                    if (!elements.isEmpty()) {
                        states.add(new Elements(state.name(), state.mode(), elements));
                    }
                }
                if (!states.isEmpty()) {
                    sections.add(new Section(section.types(), states));
                }
            }
        }
        return new OperatorStatePart(sections);
    }

    /** Those of {@code elements}, of which the first is number {@code offset} of {@code total}, that belong to a subtask's run. */
    private static List<byte[]> run(List<byte[]> elements, int offset, int subtask, int parallelism, int total) {
        int first = start(subtask, parallelism, total) - offset;
        int end = start(subtask + 1, parallelism, total) - offset;
        int from = Math.min(Math.max(first, 0), elements.size());
        int to = Math.min(Math.max(end, from), elements.size());
        return elements.subList(from, to);
    }

    private static int start(int subtask, int parallelism, int total) {
        return subtask * (total / parallelism) + Math.min(subtask, total % parallelism);
    }

    private static Map<String, Integer> totals(List<OperatorStatePart> parts) {
        Map<String, Integer> totals = new LinkedHashMap<>();
        for (OperatorStatePart part : parts) {
            for (Section section : part.sections()) {
                for (Elements state : section.states()) {
                    totals.merge(state.name(), state.elements().size(), Integer::sum);
                }
            }
        }
        return totals;
    }
}
