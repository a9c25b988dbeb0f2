package io.weir.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The records of a key are seen one after the other, each once in one history of its state, and are committed in the same order. For jobs
 * whose source numbers the records of each key and whose sink writes {@code key,number}.
 */
public final class PerKeyOrderHolds extends Invariant {
    private final Set<String> transactions = new HashSet<>();
    private final Map<String, Long> committed = new HashMap<>();

    @Override
    public void onRecord(KeyedRecord record) {
        if (record.sequence() != record.last() + 1) {
            throw violation("record " + record.sequence() + " of key " + record.key() + " came after " + record.last()
                    + " in attempt " + record.attempt());
        }
    }

    @Override
    public void onCommit(Commit commit) {
        if (!transactions.add(commit.transaction())) {
            return; // the same once more
        }
        for (String record : commit.records()) {
            int comma = record.lastIndexOf(',');
            String key = record.substring(0, comma);
            long number = Long.parseLong(record.substring(comma + 1));
            Long last = committed.put(key, number);
            if (number != (last == null ? 1 : last + 1)) {
                throw violation("transaction " + commit.transaction() + " commits " + record + " after number " + last
                        + " of that key");
            }
        }
    }
}
