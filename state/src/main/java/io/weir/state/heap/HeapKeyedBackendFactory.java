package io.weir.state.heap;

import io.weir.state.KeyedBackendFactory;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import java.io.IOException;

/** Keeps keyed state on the heap. */
public final class HeapKeyedBackendFactory implements KeyedBackendFactory {
    @Override
    public KeyedStateBackend create(KeyedBackendParameters parameters) throws IOException {
        return new HeapKeyedBackend(parameters);
    }
}
