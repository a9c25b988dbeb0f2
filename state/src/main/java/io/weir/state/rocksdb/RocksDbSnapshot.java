package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The description of a RocksDB snapshot, format 2: magic, version; number of key groups, range, states, user classes of values and of keys, number of
 * rows; files of the database, each with its name and its place among the handle's files or its content; the timers, as a keyed snapshot without
 * rows; a CRC-32C of all that. Format 1 had one list of user classes, and equal keys that were made in different ways had different bytes.
 *
 * @param rows rows in the database
 * @param types the entries of the type table that the values in the database were written with
 * @param keyTypes those of the keys; in format 1 the same
 * @param timers its files are the last ones of the handle
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RocksDbSnapshot(
        int maxParallelism,
        KeyGroupRange keyGroups,
        List<StateSlots.Description> states,
        byte[] types,
        byte[] keyTypes,
        long rows,
        List<DatabaseFile> files,
        KeyedStateHandle timers) {
    static final String FORMAT = "rocksdb-2";

    /** Its rows are read and stored again, under the keys that they have now. */
    static final String OLD_FORMAT = "rocksdb-1";

    /**
     * A file of the database.
     *
     * @param name as RocksDB calls it
     * @param content where it is small
     * @param uploaded otherwise
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record DatabaseFile(
            String name,
            byte @Nullable [] content,
            @Nullable FileRef uploaded) {
        boolean isTable() {
            return name.endsWith(".sst");
        }
    }

    private static final int MAGIC = 0x57454952; // "WEIR"
    private static final int VERSION = 2;
    private static final int OLD_VERSION = 1;

    KeyedStateHandle encode() {
        BinaryOutput out = new BinaryOutput(4096);
        List<FileRef> refs = new ArrayList<>();
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeVarInt(maxParallelism);
        out.writeVarInt(keyGroups.first());
        out.writeVarInt(keyGroups.last());
        StateSlots.Description.writeAll(states, out);
        writeBytes(types, out);
        writeBytes(keyTypes, out);
        out.writeVarLong(rows);
        out.writeVarInt(files.size());
        for (DatabaseFile file : files) {
            out.writeString(file.name());
            out.writeBoolean(file.content() != null);
            if (file.content() != null) {
                writeBytes(file.content(), out);
            } else if (file.uploaded() != null) {
                refs.add(file.uploaded());
            }
        }
        out.writeString(timers.format());
        writeBytes(timers.meta(), out);
        refs.addAll(timers.files());
        out.writeVarInt(refs.size());
        out.writeInt(checksum(out.array(), out.position()));
        return new KeyedStateHandle(keyGroups, FORMAT, out.toByteArray(), refs);
    }

    /** @throws CorruptSnapshotException if the description is damaged, or of another version */
    static RocksDbSnapshot decode(KeyedStateHandle handle, String where) throws CorruptSnapshotException {
        byte[] meta = handle.meta();
        int checked = meta.length - Integer.BYTES;
        try {
            BinaryInput in = new BinaryInput(meta, 0, checked);
            if (in.readInt() != MAGIC) {
                throw damaged(where, "it does not begin as a snapshot does", null);
            }
            int version = in.readByte();
            if (version != VERSION && version != OLD_VERSION) {
                throw new CorruptSnapshotException("[CKP-403] the state of " + where + " has version " + version
                        + " of its format. This release reads " + OLD_VERSION + " and " + VERSION
                        + "; restore with the release that wrote it, or a newer one");
            }
            if (new BinaryInput(meta, checked, Integer.BYTES).readInt() != checksum(meta, checked)) {
                throw new CorruptSnapshotException(
                        "[CKP-402] the description of the state of " + where + " (" + meta.length
                                + " bytes) does not have the checksum it was written with. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
            }
            return read(in, version, handle, where);
        } catch (CorruptDataException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(where, "its description cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static RocksDbSnapshot read(BinaryInput in, int version, KeyedStateHandle handle, String where)
            throws CorruptSnapshotException {
        int maxParallelism = in.readVarInt();
        KeyGroupRange keyGroups = new KeyGroupRange(in.readVarInt(), in.readVarInt());
        List<StateSlots.Description> states = StateSlots.Description.readAll(in);
        byte[] types = readBytes(in);
        byte[] keyTypes = version == OLD_VERSION ? types : readBytes(in);
        long rows = in.readVarLong();
        List<DatabaseFile> files = new ArrayList<>();
        int uploaded = 0;
        for (int i = in.readLength(2); i > 0; i--) {
            String name = in.readString();
            if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9]+)?")) {
                throw damaged(where, "'" + name + "' is not a file of a database", null);
            }
            boolean inline = in.readBoolean();
            files.add(new DatabaseFile(
                    name,
                    inline ? readBytes(in) : null,
                    inline ? null : handle.files().get(uploaded++)));
        }
        String timersFormat = in.readString();
        byte[] timers = readBytes(in);
        if (in.readVarInt() != handle.files().size()) {
            throw damaged(
                    where, "it has " + handle.files().size() + " file(s), which is not what it was written with", null);
        }
        List<FileRef> timerFiles =
                handle.files().subList(uploaded, handle.files().size());
        return new RocksDbSnapshot(
                maxParallelism,
                keyGroups,
                states,
                types,
                keyTypes,
                rows,
                files,
                new KeyedStateHandle(keyGroups, timersFormat, timers, timerFiles));
    }

    static CorruptSnapshotException damaged(String where, String how, @Nullable Throwable cause) {
        String message = "[CKP-401] the state of " + where + " is damaged: " + how
                + ". It was cut short or changed after it was written; go on from a checkpoint that is whole: './weir restart JOB --newest-intact'";
        return cause == null ? new CorruptSnapshotException(message) : new CorruptSnapshotException(message, cause);
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
}
