package io.weir.checkpoint;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.checkpoint.LedgerEvent.CheckpointAborted;
import io.weir.checkpoint.LedgerEvent.CheckpointCompleted;
import io.weir.checkpoint.LedgerEvent.CheckpointDiscarded;
import io.weir.checkpoint.LedgerEvent.CheckpointTriggered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger journals, as bytes: its events, and the state that replaces them. Versioned, with a checksum. */
public final class LedgerCodec {
    private static final int EVENT_MAGIC = 0x57524C45; // WRLE
    private static final int STATE_MAGIC = 0x57524C53; // WRLS
    private static final int VERSION = 1;

    private static final int TRIGGERED = 1;
    private static final int COMPLETED = 2;
    private static final int ABORTED = 3;
    private static final int DISCARDED = 4;

    private LedgerCodec() {}

    public static byte[] encode(LedgerEvent event) {
        BinaryOutput out = SealedBytes.begin(EVENT_MAGIC, VERSION);
        writeEvent(out, event);
        return SealedBytes.seal(out);
    }

    /** What {@link #encode(LedgerEvent)} wrote. */
    public static LedgerEvent decodeEvent(byte[] bytes) throws CheckpointException {
        return SealedBytes.open(
                bytes, EVENT_MAGIC, VERSION, "a journaled checkpoint event", (in, version) -> readEvent(in));
    }

    public static byte[] encode(LedgerState state) {
        BinaryOutput out = SealedBytes.begin(STATE_MAGIC, VERSION);
        out.writeVarLong(state.lastId());
        out.writeVarLong(state.lastEpoch());
        out.writeLong(state.lastCompletionMs());
        out.writeVarInt(state.failures());
        out.writeVarLong(state.failuresEpoch());
        out.writeVarInt(state.pending().size());
        for (CheckpointTriggered triggered : state.pending()) {
            writeEvent(out, triggered);
        }
        out.writeVarInt(state.retained().size());
        for (CheckpointCompleted completed : state.retained()) {
            writeEvent(out, completed);
        }
        out.writeVarInt(state.uncertain().size());
        for (CheckpointId id : state.uncertain()) {
            out.writeVarLong(id.value());
        }
        writeHistory(out, state.history());
        return SealedBytes.seal(out);
    }

    /** What {@link #encode(LedgerState)} wrote. */
    public static LedgerState decodeState(byte[] bytes) throws CheckpointException {
        return SealedBytes.open(
                bytes, STATE_MAGIC, VERSION, "the journaled state of the checkpoints", (in, version) -> readState(in));
    }

    private static void writeEvent(BinaryOutput out, LedgerEvent event) {
        if (event instanceof CheckpointTriggered triggered) {
            out.writeByte(TRIGGERED);
            out.writeVarLong(triggered.id().value());
            out.writeByte(ManifestCodec.code(triggered.kind()));
            out.writeVarLong(triggered.epoch());
            out.writeLong(triggered.atMs());
        } else if (event instanceof CheckpointCompleted completed) {
            out.writeByte(COMPLETED);
            out.writeVarLong(completed.id().value());
            StateEncoding.writeFile(out, completed.manifest().file());
            out.writeVarLong(completed.stateBytes());
            out.writeLong(completed.atMs());
        } else if (event instanceof CheckpointAborted aborted) {
            out.writeByte(ABORTED);
            out.writeVarLong(aborted.id().value());
            out.writeString(aborted.reason().name());
            out.writeString(aborted.detail());
            out.writeLong(aborted.atMs());
        } else {
            out.writeByte(DISCARDED);
            out.writeVarLong(event.id().value());
        }
    }

    private static LedgerEvent readEvent(BinaryInput in) {
        int tag = in.readByte();
        CheckpointId id = new CheckpointId(in.readVarLong());
        return switch (tag) {
            case TRIGGERED ->
                new CheckpointTriggered(id, ManifestCodec.kind(in.readByte()), in.readVarLong(), in.readLong());
            case COMPLETED -> {
                var file = StateEncoding.readFile(in);
                yield new CheckpointCompleted(
                        id,
                        new ManifestRef(file.path(), file.length(), file.checksum()),
                        in.readVarLong(),
                        in.readLong());
            }
            case ABORTED ->
                new CheckpointAborted(id, AbortReason.valueOf(in.readString()), in.readString(), in.readLong());
            case DISCARDED -> new CheckpointDiscarded(id);
            default -> throw new IllegalArgumentException("event " + tag + " is none that this release knows");
        };
    }

    private static LedgerState readState(BinaryInput in) {
        long lastId = in.readVarLong();
        long lastEpoch = in.readVarLong();
        long lastCompletionMs = in.readLong();
        int failures = in.readVarInt();
        long failuresEpoch = in.readVarLong();
        List<CheckpointTriggered> pending = new ArrayList<>();
        for (int left = in.readLength(12); left > 0; left--) {
            pending.add((CheckpointTriggered) readEvent(in, CheckpointTriggered.class));
        }
        List<CheckpointCompleted> retained = new ArrayList<>();
        for (int left = in.readLength(17); left > 0; left--) {
            retained.add((CheckpointCompleted) readEvent(in, CheckpointCompleted.class));
        }
        List<CheckpointId> uncertain = new ArrayList<>();
        for (int left = in.readLength(1); left > 0; left--) {
            uncertain.add(new CheckpointId(in.readVarLong()));
        }
        return new LedgerState(
                lastId,
                lastEpoch,
                lastCompletionMs,
                failures,
                failuresEpoch,
                pending,
                retained,
                uncertain,
                readHistory(in));
    }

    private static LedgerEvent readEvent(BinaryInput in, Class<? extends LedgerEvent> wanted) {
        LedgerEvent event = readEvent(in);
        if (!wanted.isInstance(event)) {
            throw new IllegalArgumentException(event + " stands where a " + wanted.getSimpleName() + " must");
        }
        return event;
    }

    private static void writeHistory(BinaryOutput out, CheckpointHistory history) {
        out.writeVarLong(history.completed());
        out.writeVarLong(history.failed());
        out.writeVarInt(history.inProgress());
        out.writeVarInt(history.entries().size());
        for (CheckpointHistory.Entry entry : history.entries()) {
            AbortReason reason = entry.reason();
            out.writeVarLong(entry.id().value());
            out.writeByte(ManifestCodec.code(entry.kind()));
            out.writeString(entry.status().name());
            out.writeLong(entry.triggeredAtMs());
            out.writeLong(entry.durationMs());
            out.writeVarLong(entry.stateBytes());
            out.writeNullableString(reason == null ? null : reason.name());
            out.writeString(entry.detail());
        }
    }

    private static CheckpointHistory readHistory(BinaryInput in) {
        long completed = in.readVarLong();
        long failed = in.readVarLong();
        int inProgress = in.readVarInt();
        List<CheckpointHistory.Entry> entries = new ArrayList<>();
        for (int left = in.readLength(22); left > 0; left--) {
            CheckpointId id = new CheckpointId(in.readVarLong());
            CheckpointKind kind = ManifestCodec.kind(in.readByte());
            CheckpointHistory.Status status = CheckpointHistory.Status.valueOf(in.readString());
            long triggeredAtMs = in.readLong();
            long durationMs = in.readLong();
            long stateBytes = in.readVarLong();
            @Nullable String reason = in.readNullableString();
            entries.add(new CheckpointHistory.Entry(
                    id,
                    kind,
                    status,
                    triggeredAtMs,
                    durationMs,
                    stateBytes,
                    reason == null ? null : AbortReason.valueOf(reason),
                    in.readString()));
        }
        return new CheckpointHistory(completed, failed, inProgress, entries);
    }
}
