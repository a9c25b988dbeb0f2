package io.weir.checkpoint;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import java.util.Map;
import java.util.TreeMap;

/** An acknowledgement's payload as bytes: versioned and with a checksum, because nodes of two releases may meet. */
public final class SnapshotCodec {
    private static final int MAGIC = 0x57524143; // WRAC
    private static final int VERSION = 1;

    private SnapshotCodec() {}

    public static byte[] encode(SubtaskSnapshot snapshot) {
        BinaryOutput out = SealedBytes.begin(MAGIC, VERSION);
        out.writeVarInt(snapshot.subtask().vertex());
        out.writeVarInt(snapshot.subtask().index());
        out.writeVarInt(snapshot.operators().size());
        for (Map.Entry<String, OperatorSubtaskState> operator :
                snapshot.operators().entrySet()) {
            out.writeString(operator.getKey());
            StateEncoding.writeState(out, operator.getValue());
        }
        return SealedBytes.seal(out);
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws CheckpointException CKP-401, CKP-402, or CKP-403 if a newer release wrote it
     */
    public static SubtaskSnapshot decode(byte[] bytes) throws CheckpointException {
        return SealedBytes.open(bytes, MAGIC, VERSION, "an acknowledgement", SnapshotCodec::read);
    }

    private static SubtaskSnapshot read(BinaryInput in, int version) {
        SubtaskId subtask = new SubtaskId(in.readVarInt(), in.readVarInt());
        int count = in.readLength(3);
        TreeMap<String, OperatorSubtaskState> operators = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            operators.put(in.readString(), StateEncoding.readState(in));
        }
        return new SubtaskSnapshot(subtask, operators);
    }
}
