package io.weir.runtime.operator;

import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.StateChunk;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one operator of one subtask starts from, and where to read it. */
public record OperatorRestore(RestoreState state, SnapshotSource source) {
    public long checkpoint() {
        return state.checkpoint().value();
    }

    public List<KeyedStateHandle> keyed() {
        return state.keyed();
    }

    /** The bytes of a section, by the index of the old subtask; null for a subtask that wrote none. Empty if none did. */
    public List<byte @Nullable []> allSections(String name) throws IOException {
        List<byte @Nullable []> all = new ArrayList<>();
        for (StateChunk chunk : chunks(name)) {
            all.add(chunk == null ? null : bytes(chunk));
        }
        return all;
    }

    /**
     * The sections that belong to this subtask where each is handed out whole: its own if the parallelism is what it was, else every
     * n-th, n being the new parallelism.
     */
    public List<byte[]> ownSections(String name) throws IOException {
        List<byte[]> own = new ArrayList<>();
        List<@Nullable StateChunk> chunks = chunks(name);
        for (int index = state.subtask(); index < chunks.size(); index += state.newParallelism()) {
            StateChunk chunk = chunks.get(index);
            if (chunk != null) {
                own.add(bytes(chunk));
            }
        }
        return own;
    }

    private List<@Nullable StateChunk> chunks(String name) {
        return state.sections().getOrDefault(name, List.of());
    }

    private byte[] bytes(StateChunk chunk) throws IOException {
        if (chunk instanceof StateChunk.Inline inline) {
            return inline.bytes();
        }
        return source.read(((StateChunk.Stored) chunk).file());
    }
}
