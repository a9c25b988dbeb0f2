package io.weir.state.heap;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.KeyedBackendModelContract;

class HeapKeyedBackendModelTest extends KeyedBackendModelContract {
    @Override
    protected KeyedBackendFactory factory() {
        return new HeapKeyedBackendFactory();
    }
}
