package io.weir.api.graph;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where keyed state lives while the job runs.
 *
 * @param dir local working directory of RocksDB; null for the node's own
 */
public record StateBackendSettings(
        StateBackendKind kind, @Nullable String dir) implements Serializable {
    public static final StateBackendSettings DEFAULT = new StateBackendSettings(StateBackendKind.HEAP, null);
}
