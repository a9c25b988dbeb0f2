package io.weir.api.function;

import io.weir.api.state.KeyedStateStore;
import io.weir.api.state.OperatorStateStore;
import java.util.OptionalLong;

/** State to be registered, and whether it was restored. */
public interface FunctionInitializationContext {
    /** True if the state comes from a checkpoint. */
    default boolean isRestored() {
        return getRestoredCheckpointId().isPresent();
    }

    OptionalLong getRestoredCheckpointId();

    OperatorStateStore getOperatorStateStore();

    /** Of the current key; throws on a stream that is not keyed. */
    KeyedStateStore getKeyedStateStore();
}
