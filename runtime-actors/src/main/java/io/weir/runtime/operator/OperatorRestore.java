package io.weir.runtime.operator;

import io.weir.checkpoint.StateChunk;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What one operator of one subtask starts from.
 *
 * @param checkpoint the checkpoint it comes from
 * @param keyed snapshots that cover (at least) the key groups of this subtask
 * @param sections everything else, of all subtasks there were, by their index: the operator takes its own where the parallelism is
 *     the same, and its part where it is not
 */
public record OperatorRestore(long checkpoint, List<KeyedStateHandle> keyed, List<SortedMap<String, StateChunk>> sections) {
    public OperatorRestore {
        keyed = List.copyOf(keyed);
        sections = List.copyOf(sections);
    }

    /** The bytes of a section of every subtask that had one, in order. */
    public List<byte[]> allSections(String name, SnapshotSource source) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (SortedMap<String, StateChunk> each : sections) {
            StateChunk chunk = each.get(name);
            if (chunk != null) {
                found.add(bytes(chunk, source));
            }
        }
        return found;
    }

    /**
     * The sections that belong to one subtask where each is handed out whole: its own if the parallelism is what it was, else every
     * {@code parallelism}-th.
     */
    public List<byte[]> sectionsOf(String name, int subtask, int parallelism, SnapshotSource source) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (int index = subtask; index < sections.size(); index += parallelism) {
            StateChunk chunk = sections.get(index).get(name);
            if (chunk != null) {
                found.add(bytes(chunk, source));
            }
        }
        return found;
    }

    private static byte[] bytes(StateChunk chunk, SnapshotSource source) throws IOException {
        if (chunk instanceof StateChunk.Inline inline) {
            return inline.bytes();
        }
        return source.read(((StateChunk.Stored) chunk).file());
    }
}
