package io.weir.actors.job;

import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.subtask.SnapshotTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What subtasks took over the last checkpoints, as they acknowledged them to this leader. Nothing depends on it, so it is in no journal. Confined to its
 * actor.
 */
final class CheckpointMeasures {
    /** As many checkpoints as a client is told of. */
    static final int CHECKPOINTS = 10;

    private final Map<Long, List<ClientReply.SubtaskCheckpoint>> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<ClientReply.SubtaskCheckpoint>> eldest) {
            return size() > CHECKPOINTS;
        }
    };

    /** @param snapshot the one that is acknowledged */
    void add(CoordinatorCommand.CheckpointAcknowledged acknowledged, SubtaskSnapshot snapshot) {
        SnapshotTimes times = acknowledged.times();
        last.computeIfAbsent(acknowledged.checkpoint(), first -> new ArrayList<>())
                .add(new ClientReply.SubtaskCheckpoint(
                        acknowledged.vertex(),
                        acknowledged.index(),
                        micros(times.alignmentNanos()),
                        micros(times.syncNanos()),
                        micros(times.asyncNanos()),
                        snapshot.stateBytes()));
    }

    /** In the order in which they came; empty if none did, or long ago. */
    List<ClientReply.SubtaskCheckpoint> of(long checkpoint) {
        return List.copyOf(last.getOrDefault(checkpoint, List.of()));
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }
}
