package io.weir.state.heap;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.MutableValuesContract;

class HeapMutableValuesTest extends MutableValuesContract {
    @Override
    protected KeyedBackendFactory factory() {
        return new HeapKeyedBackendFactory();
    }
}
