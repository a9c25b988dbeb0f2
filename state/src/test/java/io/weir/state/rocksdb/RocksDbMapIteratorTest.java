package io.weir.state.rocksdb;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.MapIteratorContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

class RocksDbMapIteratorTest extends MapIteratorContract {
    /** OutputAvailability for the fewest rows, so that maps are in the database. */
    private final RocksDbMemory memory = new RocksDbMemory(RocksDbMemory.MIN_BYTES, 0);

    @Override
    protected KeyedBackendFactory factory() {
        return new RocksDbKeyedBackendFactory(memory);
    }

    /** In the order of the encoded keys, which for integers from 0 on is their own. */
    @Override
    protected Map<Integer, Long> largeModel() {
        return new TreeMap<>();
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }
}
