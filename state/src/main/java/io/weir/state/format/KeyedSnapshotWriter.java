package io.weir.state.format;

import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.row.Row;
import io.weir.state.row.StateKind;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import io.weir.state.snapshot.SnapshotTarget.Scope;
import io.weir.state.table.Hashed;
import io.weir.state.timer.Timer;
import io.weir.state.timer.TimerServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a keyed snapshot in format 1: first the rows of each key group, then the timers, then {@link #finish}. What is small stays in the
 * handle, what is large goes to files. Confined to the thread of the asynchronous part; closing it unfinished removes the file being written.
 */
public final class KeyedSnapshotWriter implements AutoCloseable {
    /** The name of what {@link KeyedSnapshotReader} reads. */
    public static final String FORMAT = "heap-1";

    static final int MAGIC = 0x57454952; // "WEIR"
    static final int VERSION = 1;

    private static final int BLOCK_BYTES = 256 * 1024;
    private static final int LOOK_AHEAD = 64;
    private static final long FILE_BYTES = 64L * 1024 * 1024;

    private final SnapshotTarget target;
    private final int maxParallelism;
    private final KeyGroupRange keyGroups;
    private final List<StateSlots.Description> states;
    private final TypeTable types;
    private final RowFormat rowFormat;
    private final BinaryOutput pending = new BinaryOutput(8 * 1024);
    private final List<Block> blocks = new ArrayList<>();
    private final List<FileRef> files = new ArrayList<>();
    private @Nullable SnapshotOutput file;
    private long fileBytes;
    private int blockStart;
    /** Keeps the compiler from leaving out reads whose result nobody needs. */
    int touchedRows;

    public KeyedSnapshotWriter(
            SnapshotTarget target,
            int maxParallelism,
            KeyGroupRange keyGroups,
            List<StateSlots.Description> states,
            CodecRegistry codecs) {
        this.target = target;
        this.maxParallelism = maxParallelism;
        this.keyGroups = keyGroups;
        this.states = states;
        this.types = new TypeTable(codecs);
        StateKind[] kinds = states.stream().map(StateSlots.Description::kind).toArray(StateKind[]::new);
        this.rowFormat = new RowFormat(kinds, types, new InlineMaps(types));
    }

    /** Appends the rows of one key group. */
    public void writeRows(int keyGroup, @Nullable Hashed[] rows) throws IOException {
        int entries = 0;
        for (int at = 0; at < rows.length; at++) {
            if (at % LOOK_AHEAD == 0) {
                touch(rows, at, Math.min(rows.length, at + LOOK_AHEAD));
            }
            if (rows[at] instanceof Row row) {
                rowFormat.writeKey(row.key(), row.namespace(), pending);
                rowFormat.writeSlots(row, pending);
                entries = endBlockIfFull(Block.Content.ROWS, "", keyGroup, entries + 1);
            }
        }
        endBlock(Block.Content.ROWS, "", keyGroup, entries);
    }

    /** Rows lie anywhere in memory: touched one after the other, without anything else between, their cache misses overlap. */
    private void touch(@Nullable Hashed[] rows, int from, int to) {
        int touched = 0;
        for (int at = from; at < to; at++) {
            Hashed element = rows[at];
            if (element != null) {
                touched += element.hash();
            }
        }
        for (int at = from; at < to; at++) {
            if (rows[at] instanceof Row row) {
                touched += row.touch();
            }
        }
        touchedRows = touched;
    }

    /** Appends timers of one name and domain. */
    public void writeTimers(TimerServices.Frozen timers) throws IOException {
        Block.Content content = Block.Content.of(timers.domain());
        for (int i = 0; i < timers.byKeyGroup().length; i++) {
            int keyGroup = keyGroups.first() + i;
            int entries = 0;
            for (Hashed element : timers.byKeyGroup()[i]) {
                if (element instanceof Timer timer) {
                    rowFormat.writeKey(timer.key(), timer.namespace(), pending);
                    pending.writeZigZagLong(timer.time());
                    entries = endBlockIfFull(content, timers.name(), keyGroup, entries + 1);
                }
            }
            endBlock(content, timers.name(), keyGroup, entries);
        }
    }

    /** Makes all files durable and describes them. */
    public KeyedStateHandle finish() throws IOException {
        boolean inFiles = file != null || !files.isEmpty() || pending.position() > target.inlineThreshold();
        if (inFiles && pending.position() > 0) {
            flush();
        }
        commitFile();
        BinaryOutput meta = new BinaryOutput(1024);
        writeDescription(meta);
        meta.writeVarInt(pending.position());
        meta.writeBytes(pending.array(), 0, pending.position());
        meta.writeInt(Checksums.of(meta.array(), 0, meta.position()));
        return new KeyedStateHandle(keyGroups, FORMAT, meta.toByteArray(), files);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private int endBlockIfFull(Block.Content content, String timers, int keyGroup, int entries) throws IOException {
        if (pending.position() - blockStart < BLOCK_BYTES) {
            return entries;
        }
        endBlock(content, timers, keyGroup, entries);
        return 0;
    }

    private void endBlock(Block.Content content, String timers, int keyGroup, int entries) throws IOException {
        if (entries == 0) {
            return;
        }
        int length = pending.position() - blockStart;
        int checksum = Checksums.of(pending.array(), blockStart, length);
        blocks.add(
                new Block(content, timers, keyGroup, entries, files.size(), fileBytes + blockStart, length, checksum));
        blockStart = pending.position();
        if (blockStart > Math.max(BLOCK_BYTES, target.inlineThreshold())) {
            flush();
        }
    }

    private void flush() throws IOException {
        SnapshotOutput to = file;
        if (to == null) {
            to = target.create("keyed-state", Scope.EXCLUSIVE);
            file = to;
        }
        to.write(pending.array(), 0, pending.position());
        fileBytes += pending.position();
        pending.reset();
        blockStart = 0;
        if (fileBytes >= FILE_BYTES) {
            commitFile();
        }
    }

    private void commitFile() throws IOException {
        if (file != null) {
            files.add(file.commit());
            file = null;
            fileBytes = 0;
        }
    }

    private void writeDescription(BinaryOutput meta) {
        meta.writeInt(MAGIC);
        meta.writeByte(VERSION);
        meta.writeVarInt(maxParallelism);
        meta.writeVarInt(keyGroups.first());
        meta.writeVarInt(keyGroups.last());
        StateSlots.Description.writeAll(states, meta);
        types.writeEntries(0, meta);
        meta.writeVarInt(files.size());
        meta.writeVarInt(blocks.size());
        for (Block block : blocks) {
            meta.writeByte(block.content().code);
            meta.writeString(block.timers());
            meta.writeVarInt(block.keyGroup());
            meta.writeVarInt(block.entries());
            meta.writeVarInt(files.isEmpty() ? 0 : block.file() + 1);
            meta.writeVarLong(block.offset());
            meta.writeVarInt(block.length());
            meta.writeInt(block.checksum());
        }
    }
}
