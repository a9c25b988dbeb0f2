package io.weir.api.state.backend;

import io.weir.api.graph.StateBackendSettings;

/** State as objects on the heap: the fastest, as long as it fits. */
public class HashMapStateBackend implements StateBackend {
    @Override
    public StateBackendSettings toSettings() {
        return StateBackendSettings.DEFAULT;
    }
}
