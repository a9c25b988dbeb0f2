package io.weir.checkpoint;

/**
 * One subtask of an execution plan.
 *
 * @param vertex the index of its chain in the plan, from 0
 * @param index which of the chain's parallel subtasks, from 0
 */
public record SubtaskId(int vertex, int index) implements Comparable<SubtaskId> {
    public SubtaskId {
        if (vertex < 0 || index < 0) {
            throw new IllegalArgumentException("subtask " + vertex + "." + index
                    + " does not exist: vertices and subtasks are counted from 0; take them from the execution plan");
        }
    }

    @Override
    public int compareTo(SubtaskId other) {
        int byVertex = Integer.compare(vertex, other.vertex);
        return byVertex != 0 ? byVertex : Integer.compare(index, other.index);
    }

    /** For logs, messages and file names: {@code 2.0}. */
    @Override
    public String toString() {
        return vertex + "." + index;
    }
}
