package io.weir.state.format;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.row.Row;
import io.weir.state.row.StateKind;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a keyed snapshot of format 1. The bytes are not trusted: whatever they hold, reading ends well or in a {@link
 * CorruptSnapshotException}. Confined to one thread.
 */
public final class KeyedSnapshotReader {
    /** Whom what was read is handed to. */
    public interface Receiver {
        /** The slot of the receiver for a state of the snapshot. Called for all states, by slot of the snapshot, before anything else. */
        int state(StateSlots.Description description);

        /** An empty row, to be filled; it counts when {@link #filled} is called. */
        Row row(Object key, @Nullable Object namespace);

        void filled(int keyGroup, Row row) throws IOException;

        void timer(String name, TimerDomain domain, Object key, @Nullable Object namespace, long time);
    }

    private final KeyedStateHandle handle;
    private final TypeTable types;
    private final String where;
    private List<StateSlots.Description> states = List.of();
    private List<Block> blocks = List.of();
    private int inlineStart;
    private int maxParallelism;

    /**
     * Reads the description.
     *
     * @param where which operator's state this is, for messages
     * @throws CorruptSnapshotException if it is damaged, or of another format
     */
    public KeyedSnapshotReader(KeyedStateHandle handle, CodecRegistry codecs, String where)
            throws CorruptSnapshotException {
        this.handle = handle;
        this.types = new TypeTable(codecs);
        this.where = where;
        if (!handle.format().equals(KeyedSnapshotWriter.FORMAT)) {
            throw new CorruptSnapshotException("[CKP-403] the state of " + where + " has the format '" + handle.format()
                    + "'. This backend reads " + KeyedSnapshotWriter.FORMAT
                    + "; restore with the state backend or the release that wrote it");
        }
        try {
            readDescription();
        } catch (CorruptDataException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged("its description cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The number of key groups of the job that wrote it. */
    public int maxParallelism() {
        return maxParallelism;
    }

    /**
     * Hands over the rows and timers of some key groups; files without any of them are not read.
     *
     * @throws CorruptSnapshotException if the snapshot is damaged; what was handed over until then must be thrown away
     * @throws IOException if the storage failed
     */
    public void read(KeyGroupRange wanted, SnapshotSource source, Receiver receiver) throws IOException {
        int[] slots = new int[states.size()];
        StateKind[] kinds = new StateKind[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = receiver.state(states.get(i));
            kinds[i] = states.get(i).kind();
        }
        RowFormat rowFormat = new RowFormat(kinds, types, new InlineMaps(types));
        int loaded = Block.INLINE;
        byte[] bytes = handle.meta();
        for (Block block : blocks) {
            if (!wanted.contains(block.keyGroup())) {
                continue;
            }
            if (block.file() != loaded) {
                loaded = block.file();
                bytes = source.read(handle.files().get(loaded));
            }
            readBlock(block, bytes, rowFormat, slots, receiver);
        }
    }

    private void readBlock(Block block, byte[] bytes, RowFormat rowFormat, int[] slots, Receiver receiver)
            throws IOException {
        long start = block.offset() + (block.file() == Block.INLINE ? inlineStart : 0);
        if (start < 0 || start > bytes.length - block.length()) {
            throw damaged(
                    "a block of " + block.length() + " bytes begins at byte " + start + " of " + bytes.length, null);
        }
        if (Checksums.of(bytes, (int) start, block.length()) != block.checksum()) {
            throw new CorruptSnapshotException(
                    "[CKP-402] the state of " + where + " is damaged: " + block.length()
                            + " bytes from byte " + start + " of " + name(block)
                            + " do not have the checksum they were written with. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
        }
        BinaryInput in = new BinaryInput(bytes, (int) start, block.length());
        try {
            for (int i = 0; i < block.entries(); i++) {
                readEntry(block, in, rowFormat, slots, receiver);
            }
            if (in.remaining() > 0) {
                throw damaged(in.remaining() + " bytes follow after the last entry of a block in " + name(block), null);
            }
        } catch (IncompatibleTypeException | UnsupportedTypeException e) {
            throw new CorruptSnapshotException(
                    "[CKP-405] a value in the state of " + where + " cannot become what the program has now: "
                            + e.getMessage(),
                    e);
        } catch (CorruptDataException | IllegalArgumentException e) {
            throw damaged(
                    "an entry of key group " + block.keyGroup() + " in " + name(block) + " cannot be read ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private void readEntry(Block block, BinaryInput in, RowFormat rowFormat, int[] slots, Receiver receiver)
            throws IOException {
        Object key = types.readValue(in);
        Object namespace = types.readValue(in);
        if (key == null || KeyGroups.keyGroup(key, maxParallelism) != block.keyGroup()) {
            throw new CorruptSnapshotException(
                    "[CKP-405] the state of " + where + " holds the key " + key + " in key group " + block.keyGroup()
                            + ", where its hash code does not belong now. Its class must have had another hashCode when the state was written;"
                            + " bring that one back, and let it depend on values only");
        }
        switch (block.content()) {
            case ROWS -> {
                Row row = receiver.row(key, namespace);
                rowFormat.readSlots(in, row, slots);
                receiver.filled(block.keyGroup(), row);
            }
            case EVENT_TIME_TIMERS ->
                receiver.timer(block.timers(), TimerDomain.EVENT_TIME, key, namespace, in.readZigZagLong());
            case PROCESSING_TIME_TIMERS ->
                receiver.timer(block.timers(), TimerDomain.PROCESSING_TIME, key, namespace, in.readZigZagLong());
        }
    }

    private void readDescription() throws CorruptSnapshotException {
        byte[] meta = handle.meta();
        BinaryInput in = new BinaryInput(meta);
        if (in.readInt() != KeyedSnapshotWriter.MAGIC) {
            throw damaged("it does not begin as a snapshot does", null);
        }
        int version = in.readByte();
        if (version != KeyedSnapshotWriter.VERSION) {
            throw new CorruptSnapshotException("[CKP-403] the state of " + where + " has version " + version
                    + " of its format. This release reads " + KeyedSnapshotWriter.VERSION
                    + "; restore with the release that wrote it, or a newer one");
        }
        int checked = meta.length - Integer.BYTES;
        if (new BinaryInput(meta, checked, Integer.BYTES).readInt() != Checksums.of(meta, 0, checked)) {
            throw new CorruptSnapshotException(
                    "[CKP-402] the description of the state of " + where + " (" + meta.length
                            + " bytes) does not have the checksum it was written with. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
        }
        maxParallelism = in.readVarInt();
        KeyGroupRange written = new KeyGroupRange(in.readVarInt(), in.readVarInt());
        if (maxParallelism < 1 || maxParallelism > KeyGroups.MAX_MAX_PARALLELISM || written.last() >= maxParallelism) {
            throw damaged("it speaks of key groups " + written + " of " + maxParallelism, null);
        }
        states = StateSlots.Description.readAll(in);
        types.readEntries(in);
        if (in.readVarInt() != handle.files().size()) {
            throw damaged("it has " + handle.files().size() + " file(s), which is not what it was written with", null);
        }
        blocks = readBlocks(in);
        int inlineBytes = in.readLength(1);
        inlineStart = in.position();
        if (in.remaining() != inlineBytes + Integer.BYTES) {
            throw damaged("it has " + in.remaining() + " bytes where " + inlineBytes + " should be", null);
        }
    }

    private List<Block> readBlocks(BinaryInput in) {
        List<Block> read = new ArrayList<>();
        for (int i = in.readLength(11); i > 0; i--) {
            Block block = new Block(
                    Block.Content.of(in.readByte()),
                    in.readString(),
                    in.readVarInt(),
                    in.readVarInt(),
                    in.readVarInt() - 1,
                    in.readVarLong(),
                    in.readVarInt(),
                    in.readInt());
            Objects.checkIndex(block.keyGroup(), maxParallelism);
            Objects.checkIndex(block.file() + 1, handle.files().size() + 1);
            if (block.offset() < 0 || block.length() < 0) {
                throw new IllegalArgumentException(
                        "a block at " + block.offset() + " has " + block.length() + " bytes");
            }
            read.add(block);
        }
        return read;
    }

    private String name(Block block) {
        return block.file() == Block.INLINE
                ? "the handle"
                : "file " + handle.files().get(block.file()).path();
    }

    private CorruptSnapshotException damaged(String how, @Nullable Throwable cause) {
        String message = "[CKP-401] the state of " + where + " is damaged: " + how
                + ". It was cut short or changed after it was written; go on from a checkpoint that is whole: './weir restart JOB --newest-intact'";
        return cause == null ? new CorruptSnapshotException(message) : new CorruptSnapshotException(message, cause);
    }
}
