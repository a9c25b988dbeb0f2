package io.weir.api.graph;

/** Where keyed state lives while the job runs. */
public enum StateBackendKind {
    HEAP,
    ROCKSDB
}
