package io.weir.state.heap;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.MapIteratorContract;
import java.util.LinkedHashMap;
import java.util.Map;

class HeapMapIteratorTest extends MapIteratorContract {
    @Override
    protected KeyedBackendFactory factory() {
        return new HeapKeyedBackendFactory();
    }

    @Override
    protected Map<Integer, Long> largeModel() {
        return new LinkedHashMap<>();
    }
}
