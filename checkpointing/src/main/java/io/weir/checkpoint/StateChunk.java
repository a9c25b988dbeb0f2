package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.Arrays;

/**
 * A piece of operator state: inside the acknowledgement while it is small (see {@code SnapshotTarget.inlineThreshold}), in a
 * file otherwise.
 */
public sealed interface StateChunk {
    /** Bytes of state. */
    long size();

    /** The state itself; {@code bytes} is handed over and never changed after construction. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content, see below
    record Inline(byte[] bytes) implements StateChunk {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Inline that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Inline[" + bytes.length + " bytes]";
        }
    }

    /** Where the state lies. */
    record Stored(FileRef file) implements StateChunk {
        @Override
        public long size() {
            return file.length();
        }
    }
}
