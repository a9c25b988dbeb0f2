package io.weir.state.rocksdb;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.MutableValuesContract;
import org.junit.jupiter.api.AfterEach;

class RocksDbMutableValuesTest extends MutableValuesContract {
    /** OutputAvailability for the fewest rows, so that they come and go. */
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
