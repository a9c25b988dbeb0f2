package io.weir.state.snapshot;

import io.weir.state.key.KeyGroupRange;
import java.util.List;

/**
 * The keyed state of one operator's subtask in one checkpoint.
 *
 * @param keyGroups what it covers
 * @param format who can read it, for example {@code heap-1} or {@code rocksdb-2}
 * @param meta the backend's own description, or the state itself where it is small; never changed after construction
 * @param files in the order the backend wrote them; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // handles are never compared; the bytes are written once and then only read
public record KeyedStateHandle(KeyGroupRange keyGroups, String format, byte[] meta, List<FileRef> files) {
    public KeyedStateHandle {
        files = List.copyOf(files);
    }

    /** Bytes of state behind this handle, shared files included. */
    public long stateBytes() {
        long bytes = meta.length;
        for (FileRef file : files) {
            bytes += file.length();
        }
        return bytes;
    }
}
