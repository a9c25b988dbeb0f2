package io.weir.actors.journal;

/**
 * One leader's right to write to the journal.
 *
 * @param number rises with every leader; counted from 1
 * @param clusterId names the journal's cluster for good: made with the journal, never changed
 */
public record Term(long number, String clusterId) {
    public Term {
        if (number < 1 || clusterId.isEmpty()) {
            throw new IllegalArgumentException("term " + number + " of cluster '" + clusterId
                    + "': terms count from 1 and belong to a cluster; take one from Leadership.take");
        }
    }
}
