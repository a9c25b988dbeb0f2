package io.weir.actors.node;

import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The storages in use on this node, each opened once. Safe for any thread. */
final class Storages {
    private final Map<String, CheckpointStorage> open = new ConcurrentHashMap<>();

    /** Throws {@link IllegalArgumentException}: CFG-204 if it cannot be used. */
    CheckpointStorage open(String uri) {
        return open.computeIfAbsent(uri, CheckpointStorages::open);
    }
}
