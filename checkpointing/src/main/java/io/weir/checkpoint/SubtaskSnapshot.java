package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one subtask acknowledges: the state of every operator of its chain. Every file it names is durable. Unmodifiable;
 * {@link SnapshotCodec} turns it into bytes and back.
 *
 * @param operators by operator id; an operator without state may be absent
 */
public record SubtaskSnapshot(SubtaskId subtask, SortedMap<String, OperatorSubtaskState> operators) {
    public SubtaskSnapshot {
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
    }

    /** A subtask that has nothing to save. */
    public static SubtaskSnapshot empty(SubtaskId subtask) {
        return new SubtaskSnapshot(subtask, Collections.emptySortedMap());
    }

    /** Every file this snapshot needs, in a stable order. */
    public List<FileRef> files() {
        List<FileRef> files = new ArrayList<>();
        for (OperatorSubtaskState state : operators.values()) {
            files.addAll(state.files());
        }
        return files;
    }

    /** Bytes of state, shared files included. */
    public long stateBytes() {
        long bytes = 0;
        for (OperatorSubtaskState state : operators.values()) {
            bytes += state.stateBytes();
        }
        return bytes;
    }
}
