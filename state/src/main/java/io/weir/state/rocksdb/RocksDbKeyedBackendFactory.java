package io.weir.state.rocksdb;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import java.io.IOException;

/** Keeps keyed state in RocksDB, within the memory of one budget. */
public final class RocksDbKeyedBackendFactory implements KeyedBackendFactory {
    private final RocksDbMemory memory;

    /** @param memory stays the caller's, to be closed after the last backend */
    public RocksDbKeyedBackendFactory(RocksDbMemory memory) {
        this.memory = memory;
    }

    @Override
    public KeyedStateBackend create(KeyedBackendParameters parameters) throws IOException {
        return RocksDbKeyedBackend.open(parameters, memory);
    }
}
