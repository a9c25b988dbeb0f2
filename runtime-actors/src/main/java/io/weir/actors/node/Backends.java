package io.weir.actors.node;

import com.typesafe.config.Config;
import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.StateBackendSettings;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.heap.HeapKeyedBackendFactory;

/** The keyed state backends of this node. */
final class Backends {
    private final KeyedBackendFactory heap = new HeapKeyedBackendFactory();

    Backends(Config config) {
        assert config.hasPath("weir.worker") : "a whole configuration";
    }

    KeyedBackendFactory of(StateBackendSettings wanted) {
        if (wanted.kind() == StateBackendKind.HEAP) {
            return heap;
        }
        throw new IllegalArgumentException("[CFG-206] RocksDB cannot be used on this node. Use the heap backend.");
    }
}
