package io.weir.checkpoint;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A manifest as bytes. Every version ever released stays readable; the tests hold one of each. */
public final class ManifestCodec {
    private static final int MAGIC = 0x57524D46; // WRMF

    private ManifestCodec() {}

    /** Always in the newest format. */
    public static byte[] encode(CheckpointManifest manifest) {
        BinaryOutput out = SealedBytes.begin(MAGIC, CheckpointManifest.FORMAT_VERSION);
        out.writeString(manifest.jobId());
        out.writeVarLong(manifest.id().value());
        out.writeByte(code(manifest.kind()));
        out.writeVarLong(manifest.epoch());
        out.writeLong(manifest.triggeredAtMs());
        out.writeVarInt(manifest.operators().size());
        for (Map.Entry<String, OperatorSnapshot> operator : manifest.operators().entrySet()) {
            out.writeString(operator.getKey());
            writeOperator(out, operator.getValue());
        }
        return SealedBytes.seal(out);
    }

    private static void writeOperator(BinaryOutput out, OperatorSnapshot operator) {
        out.writeVarInt(operator.parallelism());
        out.writeVarInt(operator.maxParallelism());
        byte[] coordinatorState = operator.coordinatorState();
        out.writeBoolean(coordinatorState != null);
        if (coordinatorState != null) {
            StateEncoding.writeBlock(out, coordinatorState);
        }
        out.writeBoolean(operator.coordinatorExhausted());
        for (OperatorSubtaskState state : operator.bySubtask()) {
            StateEncoding.writeState(out, state);
        }
    }

    /**
     * What {@link #encode} wrote, of this release or an older one.
     *
     * @param path for messages
     * @throws CheckpointException CKP-401, CKP-402, or CKP-403 if a newer release wrote it
     */
    public static CheckpointManifest decode(byte[] bytes, String path) throws CheckpointException {
        return SealedBytes.open(
                bytes, MAGIC, CheckpointManifest.FORMAT_VERSION, "the manifest " + path, ManifestCodec::read);
    }

    private static CheckpointManifest read(BinaryInput in, int version) {
        String jobId = in.readString();
        CheckpointId id = new CheckpointId(in.readVarLong());
        CheckpointKind kind = kind(in.readByte());
        long epoch = in.readVarLong();
        long triggeredAtMs = in.readLong();
        int count = in.readLength(6);
        TreeMap<String, OperatorSnapshot> operators = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            operators.put(in.readString(), readOperator(in));
        }
        return new CheckpointManifest(version, jobId, id, kind, epoch, triggeredAtMs, operators);
    }

    private static OperatorSnapshot readOperator(BinaryInput in) {
        int parallelism = in.readLength(2);
        int maxParallelism = in.readVarInt();
        byte[] coordinatorState = in.readBoolean() ? StateEncoding.readBlock(in) : null;
        boolean exhausted = in.readBoolean();
        List<OperatorSubtaskState> states = new ArrayList<>(parallelism);
        for (int i = 0; i < parallelism; i++) {
            states.add(StateEncoding.readState(in));
        }
        return new OperatorSnapshot(parallelism, maxParallelism, states, coordinatorState, exhausted);
    }

    static int code(CheckpointKind kind) {
        return switch (kind) {
            case CHECKPOINT -> 0;
            case SAVEPOINT -> 1;
        };
    }

    static CheckpointKind kind(int code) {
        return switch (code) {
            case 0 -> CheckpointKind.CHECKPOINT;
            case 1 -> CheckpointKind.SAVEPOINT;
            default -> throw new IllegalArgumentException("kind " + code + " is none that this release knows");
        };
    }
}
