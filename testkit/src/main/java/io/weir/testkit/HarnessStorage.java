package io.weir.testkit;

import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.storage.FileCheckpointStorage;
import io.weir.checkpoint.storage.SimulatedDisk;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;

/** Checkpoint storage in memory; shared by the harnesses that were restored from one another's snapshots. */
final class HarnessStorage {
    private final FileCheckpointStorage storage = new FileCheckpointStorage(new SimulatedDisk());
    private long epoch;

    /** Each restored harness writes below an epoch of its own, so that none overwrites what another wrote. */
    long nextEpoch() {
        return ++epoch;
    }

    SnapshotTarget target(long checkpoint, long ofEpoch, int subtask) {
        return storage.target("harness", new CheckpointId(checkpoint), ofEpoch, "subtask-" + subtask);
    }

    SnapshotSource source() {
        return storage.source();
    }
}
