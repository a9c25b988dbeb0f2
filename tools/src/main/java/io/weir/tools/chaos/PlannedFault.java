package io.weir.tools.chaos;

import java.util.List;
import java.util.Set;

/**
 * One thing to be done.
 *
 * @param number from 1
 * @param victim the leader, or a node that does not lead
 * @param quietMillis from the moment the cluster is whole until it is done
 * @param lastsMillis until it is undone; 0 for what is not undone
 * @param downMillis until a process that it killed is started again
 * @param followed the next one comes {@code gapMillis} later, whatever became of this one
 * @param draw a number from the seed, 0 or more, for what else there is to choose
 */
record PlannedFault(
        int number,
        FaultKind kind,
        Victim victim,
        long quietMillis,
        long lastsMillis,
        long downMillis,
        boolean followed,
        long gapMillis,
        int draw) {
    enum Victim {
        LEADER,
        WORKER
    }

    /**
     * Whom it hits. Pure.
     *
     * @param alive in their order
     * @param leader one of them, or one that has just died
     * @param spared not hit as long as there is another
     */
    <N> N among(List<N> alive, N leader, Set<N> spared) {
        if (victim == Victim.LEADER && !spared.contains(leader)) {
            return leader;
        }
        List<N> others = alive.stream()
                .filter(node -> !node.equals(leader) && !spared.contains(node))
                .toList();
        return others.isEmpty() ? leader : others.get(draw % others.size());
    }
}
