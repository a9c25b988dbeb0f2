package io.weir.api.state.backend;

import io.weir.api.graph.StateBackendSettings;
import org.jspecify.annotations.Nullable;

/** Where keyed state lives while the job runs. */
public interface StateBackend {
    StateBackendSettings toSettings();

    /** Where it wants checkpoints to be; null if it has no wish. */
    default @Nullable String checkpointDir() {
        return null;
    }
}
