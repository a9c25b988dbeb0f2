package io.weir.state.operator;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.state.failure.CorruptSnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The operator state of one subtask, as bytes that can be cut into elements without knowing their classes.
 *
 * <p>Format 1: magic, version; number of sections; of each the entries of its type table, and its states (name, mode, elements, each with its
 * length); a CRC-32C of all that. A subtask writes one section; elements that come together from several subtasks keep theirs.
 */
record OperatorStatePart(List<Section> sections) {
    /**
     * What one subtask wrote.
     *
     * @param types the entries of the type table that the elements were written with
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Section(byte[] types, List<Elements> states) {}

    /** The elements of one state, in order, each as it was written. */
    record Elements(String name, RedistributionMode mode, List<byte[]> elements) {}

    private static final int MAGIC = 0x57454F50; // "WEOP"
    private static final int VERSION = 1;

    byte[] encode() {
        BinaryOutput out = new BinaryOutput(256);
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeVarInt(sections.size());
        for (Section section : sections) {
            writeBytes(section.types(), out);
            out.writeVarInt(section.states().size());
            for (Elements state : section.states()) {
                out.writeString(state.name());
                out.writeByte(state.mode().code);
                out.writeVarInt(state.elements().size());
                for (byte[] element : state.elements()) {
                    writeBytes(element, out);
                }
            }
        }
        out.writeInt(checksum(out.array(), out.position()));
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote; no bytes at all are a part without state.
     *
     * @throws CorruptSnapshotException if they are damaged or of another format
     */
    static OperatorStatePart decode(byte[] bytes, String where) throws CorruptSnapshotException {
        if (bytes.length == 0) {
            return new OperatorStatePart(List.of());
        }
        int checked = bytes.length - Integer.BYTES;
        if (checked < Integer.BYTES + 1) {
            throw damaged(where, "it has only " + bytes.length + " bytes", null);
        }
        BinaryInput in = new BinaryInput(bytes, 0, checked);
        try {
            if (in.readInt() != MAGIC) {
                throw damaged(where, "it does not begin as operator state does", null);
            }
            int version = in.readByte();
            if (version != VERSION) {
                throw new CorruptSnapshotException("[CKP-403] the operator state of " + where + " has version "
                        + version + " of its format. This release reads " + VERSION
                        + "; restore with the release that wrote it, or a newer one");
            }
            if (new BinaryInput(bytes, checked, Integer.BYTES).readInt() != checksum(bytes, checked)) {
                throw new CorruptSnapshotException(
                        "[CKP-402] the operator state of " + where + " (" + bytes.length
                                + " bytes) does not have the checksum it was written with. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
            }
            OperatorStatePart part = new OperatorStatePart(readSections(in));
            if (in.remaining() > 0) {
                throw damaged(where, in.remaining() + " bytes follow after its end", null);
            }
            return part;
        } catch (CorruptDataException | IllegalArgumentException e) {
            throw damaged(where, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Section> readSections(BinaryInput in) {
        List<Section> sections = new ArrayList<>();
        for (int i = in.readLength(2); i > 0; i--) {
            byte[] types = readBytes(in);
            List<Elements> states = new ArrayList<>();
            for (int j = in.readLength(3); j > 0; j--) {
                String name = in.readString();
                RedistributionMode mode = RedistributionMode.of(in.readByte());
                List<byte[]> elements = new ArrayList<>();
                for (int k = in.readLength(1); k > 0; k--) {
                    elements.add(readBytes(in));
                }
                states.add(new Elements(name, mode, elements));
            }
            sections.add(new Section(types, states));
        }
        return sections;
    }

    private static void writeBytes(byte[] bytes, BinaryOutput out) {
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    private static byte[] readBytes(BinaryInput in) {
        byte[] bytes = new byte[in.readLength(1)];
        in.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    static CorruptSnapshotException damaged(String where, String how, @Nullable Throwable cause) {
        String message = "[CKP-401] the operator state of " + where + " is damaged: " + how
                + ". It was cut short or changed after it was written; go on from a checkpoint that is whole: './weir restart JOB --newest-intact'";
        return cause == null ? new CorruptSnapshotException(message) : new CorruptSnapshotException(message, cause);
    }
}
