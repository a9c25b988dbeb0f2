package io.weir.checkpoint;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the state of an operator's subtask looks in acknowledgements and manifests alike (format 1 of both). */
final class StateEncoding {
    private static final int INLINE = 0;
    private static final int STORED = 1;

    private StateEncoding() {}

    static void writeState(BinaryOutput out, OperatorSubtaskState state) {
        out.writeVarInt(state.keyed().size());
        for (KeyedStateHandle handle : state.keyed()) {
            out.writeVarInt(handle.keyGroups().first());
            out.writeVarInt(handle.keyGroups().last());
            out.writeString(handle.format());
            writeBlock(out, handle.meta());
            out.writeVarInt(handle.files().size());
            for (FileRef file : handle.files()) {
                writeFile(out, file);
            }
        }
        out.writeVarInt(state.sections().size());
        for (Map.Entry<String, StateChunk> section : state.sections().entrySet()) {
            out.writeString(section.getKey());
            writeChunk(out, section.getValue());
        }
    }

    static OperatorSubtaskState readState(BinaryInput in) {
        int handles = in.readLength(5);
        List<KeyedStateHandle> keyed = new ArrayList<>(handles);
        for (int i = 0; i < handles; i++) {
            KeyGroupRange keyGroups = new KeyGroupRange(in.readVarInt(), in.readVarInt());
            String format = in.readString();
            byte[] meta = readBlock(in);
            int count = in.readLength(3);
            List<FileRef> files = new ArrayList<>(count);
            for (int f = 0; f < count; f++) {
                files.add(readFile(in));
            }
            keyed.add(new KeyedStateHandle(keyGroups, format, meta, files));
        }
        int count = in.readLength(3);
        TreeMap<String, StateChunk> sections = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            sections.put(in.readString(), readChunk(in));
        }
        return keyed.isEmpty() && sections.isEmpty()
                ? OperatorSubtaskState.EMPTY
                : new OperatorSubtaskState(keyed, sections);
    }

    private static void writeChunk(BinaryOutput out, StateChunk chunk) {
        if (chunk instanceof StateChunk.Inline inline) {
            out.writeByte(INLINE);
            writeBlock(out, inline.bytes());
        } else if (chunk instanceof StateChunk.Stored stored) {
            out.writeByte(STORED);
            writeFile(out, stored.file());
        }
    }

    private static StateChunk readChunk(BinaryInput in) {
        int kind = in.readByte();
        return switch (kind) {
            case INLINE -> new StateChunk.Inline(readBlock(in));
            case STORED -> new StateChunk.Stored(readFile(in));
            default -> throw new IllegalArgumentException("a section is of kind " + kind + ", which is none");
        };
    }

    static void writeFile(BinaryOutput out, FileRef file) {
        out.writeString(file.path());
        out.writeVarLong(file.length());
        out.writeInt((int) file.checksum());
    }

    static FileRef readFile(BinaryInput in) {
        return new FileRef(in.readString(), in.readVarLong(), Integer.toUnsignedLong(in.readInt()));
    }

    static void writeBlock(BinaryOutput out, byte[] bytes) {
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    static byte[] readBlock(BinaryInput in) {
        byte[] bytes = new byte[in.readLength(1)];
        in.readBytes(bytes, 0, bytes.length);
        return bytes;
    }
}
