package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.SubtaskId;
import io.weir.state.key.KeyGroups;
import java.util.HashMap;
import java.util.Map;

/** In one attempt a subtask is on one worker, and a key is seen only where its key group belongs. */
public final class OneOwnerPerKeyGroup extends Invariant {
    private final Map<String, String> placeOf = new HashMap<>();

    @Override
    public void onSubtaskOpened(long epoch, SubtaskId subtask, String worker) {
        String other = placeOf.putIfAbsent(epoch + "/" + subtask, worker);
        if (other != null && !other.equals(worker)) {
            throw violation("subtask " + subtask + " of attempt " + epoch + " is on " + other + " and on " + worker);
        }
    }

    @Override
    public void onRecord(KeyedRecord record) {
        int group = KeyGroups.keyGroup(record.key(), record.maxParallelism());
        if (!KeyGroups.range(record.subtask(), record.parallelism(), record.maxParallelism())
                .contains(group)) {
            throw violation("key " + record.key() + " of group " + group + " was seen by subtask " + record.subtask()
                    + " of " + record.parallelism());
        }
    }
}
