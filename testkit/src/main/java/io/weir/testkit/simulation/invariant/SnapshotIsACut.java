package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.LedgerEvent;
import io.weir.runtime.job.JobEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/**
 * A completed checkpoint holds, of every key, exactly the records that its source had emitted: none missing, none too many. For jobs whose
 * sources and keyed functions tell what they save.
 */
public final class SnapshotIsACut extends Invariant {
    /** The operator name of snapshots that say how many records of a partition were emitted. */
    public static final String SOURCE = "source";

    private final ToLongBiFunction<String, SortedMap<String, Long>> emitted;
    private final Map<Long, List<Snapshot>> snapshots = new HashMap<>();

    /** @param emitted how many records of a key (first) there are up to these positions of all partitions (second) */
    public SnapshotIsACut(ToLongBiFunction<String, SortedMap<String, Long>> emitted) {
        this.emitted = emitted;
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        snapshots
                .computeIfAbsent(snapshot.checkpoint(), none -> new ArrayList<>())
                .add(snapshot);
    }

    @Override
    public void onJournaled(JobEvent event) {
        if (event instanceof JobEvent.CheckpointDecided decided
                && decided.event() instanceof LedgerEvent.CheckpointCompleted completed) {
            check(completed.id().value());
        }
    }

    private void check(long checkpoint) {
        List<Snapshot> all = snapshots.getOrDefault(checkpoint, List.of());
        SortedMap<String, Long> positions = new TreeMap<>();
        for (Snapshot snapshot : all) {
            if (snapshot.operator().equals(SOURCE)) {
                positions.putAll(snapshot.processed());
            }
        }
        for (Snapshot snapshot : all) {
            if (!snapshot.operator().equals(SOURCE)) {
                snapshot.processed().forEach((key, processed) -> {
                    long expected = emitted.applyAsLong(key, positions);
                    if (expected != processed) {
                        throw violation("cp-" + checkpoint + " has " + processed + " records of key " + key + " in "
                                + snapshot.operator() + ", its sources had emitted " + expected);
                    }
                });
            }
        }
    }
}
