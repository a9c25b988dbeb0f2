package io.weir.state.rocksdb;

import io.weir.state.EqualKeysContract;
import io.weir.state.KeyedBackendFactory;
import org.junit.jupiter.api.AfterEach;

class RocksDbEqualKeysTest extends EqualKeysContract {
    /** OutputAvailability for the fewest rows, so that keys leave memory. */
    private final RocksDbMemory memory = new RocksDbMemory(RocksDbMemory.MIN_BYTES, 0);

    @Override
    protected KeyedBackendFactory factory() {
        return new RocksDbKeyedBackendFactory(memory);
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }
}
