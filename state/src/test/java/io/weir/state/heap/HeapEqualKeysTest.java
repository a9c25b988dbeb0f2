package io.weir.state.heap;

import io.weir.state.EqualKeysContract;
import io.weir.state.KeyedBackendFactory;

class HeapEqualKeysTest extends EqualKeysContract {
    @Override
    protected KeyedBackendFactory factory() {
        return new HeapKeyedBackendFactory();
    }
}
