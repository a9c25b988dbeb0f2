package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of contents of a whole checkpoint, written after every file it names. Unmodifiable; {@link ManifestCodec} turns
 * it into bytes and back.
 *
 * @param formatVersion of the encoding it was read from; {@link #FORMAT_VERSION} for a new one
 * @param epoch of the attempt that took it
 * @param triggeredAtMs since 1970, by the coordinator's clock
 * @param operators by operator id; all operators of the plan, those without state too
 */
public record CheckpointManifest(
        int formatVersion,
        String jobId,
        CheckpointId id,
        CheckpointKind kind,
        long epoch,
        long triggeredAtMs,
        SortedMap<String, OperatorSnapshot> operators) {
    /** The newest format, and the one that is written. */
    public static final int FORMAT_VERSION = 1;

    public CheckpointManifest {
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
    }

    /** Every file the checkpoint needs, in a stable order. */
    public List<FileRef> files() {
        List<FileRef> files = new ArrayList<>();
        for (OperatorSnapshot operator : operators.values()) {
            for (OperatorSubtaskState state : operator.bySubtask()) {
                files.addAll(state.files());
            }
        }
        return files;
    }

    /** Bytes of state, shared files included. */
    public long stateBytes() {
        long bytes = 0;
        for (OperatorSnapshot operator : operators.values()) {
            byte[] coordinatorState = operator.coordinatorState();
            bytes += coordinatorState == null ? 0 : coordinatorState.length;
            for (OperatorSubtaskState state : operator.bySubtask()) {
                bytes += state.stateBytes();
            }
        }
        return bytes;
    }
}
