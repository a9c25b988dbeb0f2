package io.weir.state;

import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;

/** Opens keyed state backends; one factory serves all subtasks of a process, from any thread. */
public interface KeyedBackendFactory {
    /**
     * Opens the backend of one operator's subtask and fills it from {@link KeyedBackendParameters#restore()}.
     *
     * @throws CorruptSnapshotException if what it restores from is damaged or unknown to it; nothing is left behind
     * @throws IOException if the storage or the local disk failed; nothing is left behind
     */
    KeyedStateBackend create(KeyedBackendParameters parameters) throws IOException;
}
