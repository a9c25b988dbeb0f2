package io.weir.state;

import io.weir.api.serde.CodecRegistry;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What a keyed state backend is opened with.
 *
 * @param operatorId the operator, for folder names
 * @param operator the operator as sentences name it: {@code operator 'sum'}
 * @param keyGroups the key groups that this subtask owns
 * @param maxParallelism the number of key groups of the operator, 1 to 32768
 * @param codecs how values become bytes; the job's
 * @param localDirectory a folder for local files, made on demand; subtasks may share it, each backend makes a folder of its own in it
 * @param restore snapshots to start from, of any key groups: what lies outside {@code keyGroups} is skipped; empty for a fresh start
 * @param source reads the files of {@code restore}; used during {@link KeyedBackendFactory#create} only
 */
public record KeyedBackendParameters(
        String operatorId,
        String operator,
        KeyGroupRange keyGroups,
        int maxParallelism,
        CodecRegistry codecs,
        Path localDirectory,
        List<KeyedStateHandle> restore,
        SnapshotSource source) {
    /** Of an operator that has no name but its id. */
    public KeyedBackendParameters(
            String operatorId,
            KeyGroupRange keyGroups,
            int maxParallelism,
            CodecRegistry codecs,
            Path localDirectory,
            List<KeyedStateHandle> restore,
            SnapshotSource source) {
        this(operatorId, "operator " + operatorId, keyGroups, maxParallelism, codecs, localDirectory, restore, source);
    }

    public KeyedBackendParameters {
        restore = List.copyOf(restore);
        if (maxParallelism < 1
                || maxParallelism > KeyGroups.MAX_MAX_PARALLELISM
                || keyGroups.last() >= maxParallelism) {
            throw new IllegalArgumentException(
                    "[API-108] " + operator + " was given the key groups " + keyGroups + " of "
                            + maxParallelism + ". The maximum parallelism is from 1 to " + KeyGroups.MAX_MAX_PARALLELISM
                            + " and bounds the key groups; set setMaxParallelism accordingly");
        }
    }
}
