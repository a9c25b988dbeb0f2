package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All state of one subtask of one operator in one checkpoint. Unmodifiable.
 *
 * @param keyed in no particular order; empty for an operator without keyed state
 * @param sections everything else by name (operator state, reader splits, committables), for example {@code splits}
 */
public record OperatorSubtaskState(List<KeyedStateHandle> keyed, SortedMap<String, StateChunk> sections) {
    /** No state at all. */
    public static final OperatorSubtaskState EMPTY = new OperatorSubtaskState(List.of(), Collections.emptySortedMap());

    public OperatorSubtaskState {
        keyed = List.copyOf(keyed);
        sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
    }

    /** Whether there is nothing to restore. */
    public boolean isEmpty() {
        return keyed.isEmpty() && sections.isEmpty();
    }

    /** Every file this state needs, in a stable order. */
    public List<FileRef> files() {
        List<FileRef> files = new ArrayList<>();
        for (KeyedStateHandle handle : keyed) {
            files.addAll(handle.files());
        }
        for (StateChunk chunk : sections.values()) {
            if (chunk instanceof StateChunk.Stored stored) {
                files.add(stored.file());
            }
        }
        return files;
    }

    /** Bytes of state, shared files included. */
    public long stateBytes() {
        long bytes = 0;
        for (KeyedStateHandle handle : keyed) {
            bytes += handle.stateBytes();
        }
        for (StateChunk chunk : sections.values()) {
            bytes += chunk.size();
        }
        return bytes;
    }
}
