package io.weir.fuzz.target;

import io.weir.api.serde.BinaryOutput;
import io.weir.checkpoint.AbortReason;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.LedgerCodec;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.LedgerState;
import io.weir.checkpoint.ManifestCodec;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.SnapshotCodec;
import io.weir.checkpoint.StateChunk;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.fuzz.FuzzTarget;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is written down about checkpoints, each in its envelope with a checksum.
 *
 * @param <T> what it decodes to
 */
public record CheckpointTarget<T>(String name, String what, List<byte[]> seeds, Decoder<T> decoder, Encoder<T> encoder)
        implements FuzzTarget<T> {
    /** Reads. */
    public interface Decoder<T> {
        T decode(byte[] bytes) throws CheckpointException;
    }

    /** Writes. */
    public interface Encoder<T> {
        byte[] encode(T value);
    }

    private static final CheckpointId ID = new CheckpointId(3);

    /** Manifests. */
    public static FuzzTarget<CheckpointManifest> manifest() {
        return new CheckpointTarget<>(
                "manifest",
                "manifests of checkpoints (`ManifestCodec`)",
                List.of(ManifestCodec.encode(new CheckpointManifest(
                        CheckpointManifest.FORMAT_VERSION,
                        "job",
                        ID,
                        CheckpointKind.CHECKPOINT,
                        2,
                        1_700_000_000_000L,
                        new TreeMap<>(Map.of(
                                "a",
                                OperatorSnapshot.of(128, List.of(state(), OperatorSubtaskState.EMPTY)),
                                "b",
                                new OperatorSnapshot(1, 1, List.of(state()), new byte[] {1}, true)))))),
                bytes -> ManifestCodec.decode(bytes, "m"),
                ManifestCodec::encode);
    }

    /** Acknowledgements. */
    public static FuzzTarget<SubtaskSnapshot> acknowledgement() {
        return new CheckpointTarget<>(
                "acknowledgement",
                "acknowledged state of a subtask (`SnapshotCodec`)",
                List.of(SnapshotCodec.encode(new SubtaskSnapshot(
                        new SubtaskId(1, 2), new TreeMap<>(Map.of("a", state(), "b", OperatorSubtaskState.EMPTY))))),
                SnapshotCodec::decode,
                SnapshotCodec::encode);
    }

    /** Events of the ledger. */
    public static FuzzTarget<LedgerEvent> ledgerEvent() {
        return new CheckpointTarget<>(
                "ledger-event",
                "events of the checkpoint ledger (`LedgerCodec`)",
                events().stream().map(LedgerCodec::encode).toList(),
                LedgerCodec::decodeEvent,
                LedgerCodec::encode);
    }

    /** Saved states of the ledger. */
    public static FuzzTarget<LedgerState> ledgerState() {
        LedgerState initial = LedgerState.initial();
        LedgerState later = new LedgerState(
                5,
                2,
                9,
                1,
                2,
                List.of((LedgerEvent.CheckpointTriggered) events().get(0)),
                List.of((LedgerEvent.CheckpointCompleted) events().get(1)),
                List.of(ID),
                initial.history());
        return new CheckpointTarget<>(
                "ledger-state",
                "the saved state of the checkpoint ledger (`LedgerCodec`)",
                List.of(LedgerCodec.encode(initial), LedgerCodec.encode(later), stateWithHistory()),
                LedgerCodec::decodeState,
                LedgerCodec::encode);
    }

    /** With an entry in its history, which only the ledger itself makes. */
    private static byte[] stateWithHistory() {
        BinaryOutput out = new BinaryOutput(128);
        out.writeInt(0x57524C53);
        out.writeInt(1);
        out.writeVarLong(5);
        out.writeVarLong(2);
        out.writeLong(9);
        out.writeVarInt(0);
        out.writeVarLong(0);
        for (int list = 0; list < 3; list++) {
            out.writeVarInt(0);
        }
        out.writeVarLong(1);
        out.writeVarLong(1);
        out.writeVarInt(0);
        out.writeVarInt(1);
        out.writeVarLong(4);
        out.writeByte(0);
        out.writeString("FAILED");
        out.writeLong(11);
        out.writeLong(12);
        out.writeVarLong(13);
        out.writeNullableString(AbortReason.EXPIRED.name());
        out.writeString("why");
        out.writeInt(0);
        return Seals.crcAtEnd(out.toByteArray());
    }

    private static List<LedgerEvent> events() {
        return List.of(
                new LedgerEvent.CheckpointTriggered(ID, CheckpointKind.SAVEPOINT, 2, 13),
                new LedgerEvent.CheckpointCompleted(ID, new ManifestRef("job/chk-3/manifest-e2", 120, 77), 4_000, 14),
                new LedgerEvent.CheckpointAborted(ID, AbortReason.EXPIRED, "why", 15),
                new LedgerEvent.CheckpointDiscarded(ID));
    }

    private static OperatorSubtaskState state() {
        FileRef file = new FileRef("job/shared/7.sst", 1000, 0xCAFEL);
        return new OperatorSubtaskState(
                List.of(new KeyedStateHandle(
                        new KeyGroupRange(0, 63), "rocksdb-1", new byte[] {1, 2, 3}, List.of(file))),
                new TreeMap<>(Map.of(
                        "splits",
                        new StateChunk.Inline(new byte[] {4, 5}),
                        "committables",
                        new StateChunk.Stored(file))));
    }

    @Override
    public T decode(byte[] input) throws CheckpointException {
        return decoder.decode(input);
    }

    @Override
    public byte[] encode(T value) {
        return encoder.encode(value);
    }

    @Override
    public byte[] sealed(byte[] input) {
        return Seals.crcAtEnd(input);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CheckpointException;
    }

    @Override
    public boolean same(T one, T other) {
        return Arrays.equals(encode(one), encode(other));
    }
}
