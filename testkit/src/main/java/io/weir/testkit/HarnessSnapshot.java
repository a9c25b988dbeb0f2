package io.weir.testkit;

import io.weir.checkpoint.CheckpointManifest;
import java.util.HashMap;
import java.util.Map;

/**
 * All state of the operator of a harness at one moment, as a checkpoint would hold it: bytes of the product's own formats, in memory.
 * Restored by {@link OperatorHarness#restore(HarnessSnapshot)}, at any parallelism, and by a harness of another version of the operator.
 */
public final class HarnessSnapshot {
    private final CheckpointManifest manifest;
    private final HarnessStorage storage;

    HarnessSnapshot(CheckpointManifest manifest, HarnessStorage storage) {
        this.manifest = manifest;
        this.storage = storage;
    }

    public long checkpointId() {
        return manifest.id().value();
    }

    /** Bytes of state. */
    public long stateBytes() {
        return manifest.stateBytes();
    }

    /** Of split enumerators, by operator id. */
    Map<String, byte[]> coordinatorStates() {
        Map<String, byte[]> states = new HashMap<>();
        manifest.operators().forEach((id, operator) -> {
            byte[] state = operator.coordinatorState();
            if (state != null) {
                states.put(id, state);
            }
        });
        return states;
    }

    CheckpointManifest manifest() {
        return manifest;
    }

    HarnessStorage storage() {
        return storage;
    }

    @Override
    public String toString() {
        return "snapshot of checkpoint " + checkpointId() + ", " + stateBytes() + " bytes";
    }
}
