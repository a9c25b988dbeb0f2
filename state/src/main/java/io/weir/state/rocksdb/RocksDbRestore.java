package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.format.KeyedSnapshotReader;
import io.weir.state.format.KeyedSnapshotWriter;
import io.weir.state.format.RowFormat;
import io.weir.state.row.Row;
import io.weir.state.row.StateKind;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * Fills a new backend from snapshots. One snapshot of just the same key groups is linked: its files become the database. All else (another
 * parallelism, a snapshot of the heap backend or of an older format, a key class that has changed) is copied row by row, each re-encoded.
 */
final class RocksDbRestore {
    private final KeyedBackendParameters parameters;
    private final RocksDbMemory memory;
    private final LocalFolder local;
    private final String where;
    private final List<KeyedStateHandle> handles;

    RocksDbRestore(KeyedBackendParameters parameters, RocksDbMemory memory, LocalFolder local) {
        this.parameters = parameters;
        this.memory = memory;
        this.local = local;
        this.where = parameters.operator();
        this.handles = parameters.restore().stream()
                .filter(handle -> handle.keyGroups().intersects(parameters.keyGroups()))
                .toList();
    }

    static Map<String, FileRef> tables(RocksDbSnapshot snapshot) {
        Map<String, FileRef> tables = new HashMap<>();
        for (RocksDbSnapshot.DatabaseFile file : snapshot.files()) {
            if (file.isTable() && file.uploaded() != null) {
                tables.put(file.name(), file.uploaded());
            }
        }
        return tables;
    }

    /** Puts the files of the snapshot into the folder, if there is one that can be used as it is; else null, and the folder is empty. */
    @Nullable
    RocksDbSnapshot linkInto(Path folder) throws IOException {
        if (handles.size() != 1
                || !handles.get(0).format().equals(RocksDbSnapshot.FORMAT)
                || !handles.get(0).keyGroups().equals(parameters.keyGroups())) {
            return null;
        }
        RocksDbSnapshot snapshot = decode(handles.get(0));
        if (!tableOf(snapshot.keyTypes()).isUpToDate()) {
            return null; // a class of keys has changed since: they are written with other bytes now, and would not be
            // found
        }
        fetch(snapshot, folder);
        return snapshot;
    }

    /** Hands over the timers of a snapshot whose rows are linked. */
    void timersOf(RocksDbSnapshot snapshot, RocksDbKeyedBackend backend) throws IOException {
        new KeyedSnapshotReader(snapshot.timers(), parameters.codecs(), where)
                .read(parameters.keyGroups(), parameters.source(), new CopyInto(backend));
    }

    /** Copies the rows and timers of all snapshots, as far as they are wanted. */
    void copyInto(RocksDbKeyedBackend backend) throws IOException {
        for (int i = 0; i < handles.size(); i++) {
            KeyedStateHandle handle = handles.get(i);
            switch (handle.format()) {
                case RocksDbSnapshot.FORMAT, RocksDbSnapshot.OLD_FORMAT -> {
                    RocksDbSnapshot snapshot = decode(handle);
                    Path folder = local.child("restore-" + i);
                    try {
                        fetch(snapshot, folder);
                        copyRows(snapshot, folder, backend);
                    } finally {
                        local.deleteChild(folder);
                    }
                    timersOf(snapshot, backend);
                }
                case KeyedSnapshotWriter.FORMAT -> {
                    KeyedSnapshotReader reader = new KeyedSnapshotReader(handle, parameters.codecs(), where);
                    checkMaxParallelism(reader.maxParallelism());
                    reader.read(parameters.keyGroups(), parameters.source(), new CopyInto(backend));
                }
                default ->
                    throw new CorruptSnapshotException("[CKP-403] the state of " + where + " has the format '"
                            + handle.format()
                            + "'. This backend reads " + RocksDbSnapshot.OLD_FORMAT + ", " + RocksDbSnapshot.FORMAT
                            + " and "
                            + KeyedSnapshotWriter.FORMAT
                            + "; restore with the release that wrote it");
            }
        }
        backend.restored();
    }

    private RocksDbSnapshot decode(KeyedStateHandle handle) throws CorruptSnapshotException {
        RocksDbSnapshot snapshot = RocksDbSnapshot.decode(handle, where);
        checkMaxParallelism(snapshot.maxParallelism());
        return snapshot;
    }

    private void checkMaxParallelism(int written) throws CorruptSnapshotException {
        if (written != parameters.maxParallelism()) {
            throw new CorruptSnapshotException(
                    "[CKP-406] the state of " + where + " was written with a maximum parallelism of " + written
                            + ", the job has " + parameters.maxParallelism()
                            + ". Keys would change their key group; set setMaxParallelism(" + written + ")");
        }
    }

    /** RocksDB goes on writing to what is not a table, so that only tables may be links into the storage. */
    private void fetch(RocksDbSnapshot snapshot, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (RocksDbSnapshot.DatabaseFile file : snapshot.files()) {
            Path target = folder.resolve(file.name());
            if (file.isTable() && file.uploaded() != null) {
                parameters.source().copyTo(file.uploaded(), target);
            } else {
                Files.write(
                        target,
                        file.content() != null
                                ? file.content()
                                : parameters.source().read(Objects.requireNonNull(file.uploaded())));
            }
        }
    }

    private void copyRows(RocksDbSnapshot snapshot, Path folder, RocksDbKeyedBackend backend) throws IOException {
        TypeTable types = tableOf(snapshot.types());
        RowKeys keys = new RowKeys(tableOf(snapshot.keyTypes()));
        int[] slots = new int[snapshot.states().size()];
        StateKind[] kinds = new StateKind[slots.length];
        for (int i = 0; i < slots.length; i++) {
            kinds[i] = snapshot.states().get(i).kind();
            slots[i] = backend.restoreState(snapshot.states().get(i));
        }
        RowFormat format = new RowFormat(kinds, types, MapSlot.FORMAT);
        try (RowDatabase database = RowDatabase.openReadOnly(folder, memory)) {
            try (RocksIterator all = database.scan(RowDatabase.ROWS)) {
                for (seekToFirst(all); isWanted(all); all.next()) {
                    RowKeys.RowKey key = keys.readRow(new BinaryInput(all.key()));
                    Row row = new Row(key.key(), key.namespace(), 0, 0);
                    format.readSlots(new BinaryInput(all.value()), row, slots);
                    backend.restoreRow(key.keyGroup(), row);
                }
            }
            try (RocksIterator all = database.scan(RowDatabase.MAP_ENTRIES)) {
                for (seekToFirst(all); isWanted(all); all.next()) {
                    BinaryInput in = new BinaryInput(all.key());
                    RowKeys.RowKey key = keys.readRow(in);
                    int slot = slots[Objects.checkIndex(in.readVarInt(), slots.length)];
                    backend.restoreEntry(key, slot, keys.readEntry(in), types.readValue(new BinaryInput(all.value())));
                }
            }
        } catch (CorruptDataException
                | IncompatibleTypeException
                | UnsupportedTypeException
                | IndexOutOfBoundsException e) {
            throw unreadable(e);
        }
    }

    private void seekToFirst(RocksIterator all) {
        int first = parameters.keyGroups().first();
        all.seek(new byte[] {(byte) (first >>> 8), (byte) first});
    }

    private boolean isWanted(RocksIterator all) {
        return all.isValid()
                && (new BinaryInput(all.key()).readShort() & 0xFFFF)
                        <= parameters.keyGroups().last();
    }

    private TypeTable tableOf(byte[] entries) throws CorruptSnapshotException {
        TypeTable types = new TypeTable(parameters.codecs());
        try {
            types.readEntries(new BinaryInput(entries));
        } catch (CorruptDataException e) {
            throw RocksDbSnapshot.damaged(where, String.valueOf(e.getMessage()), e);
        }
        return types;
    }

    private CorruptSnapshotException unreadable(RuntimeException e) {
        if (e instanceof IncompatibleTypeException || e instanceof UnsupportedTypeException) {
            return new CorruptSnapshotException(
                    "[CKP-405] a value in the state of " + where + " cannot become what the program has now: "
                            + e.getMessage(),
                    e);
        }
        return RocksDbSnapshot.damaged(where, String.valueOf(e.getMessage()), e);
    }

    private static final class CopyInto implements KeyedSnapshotReader.Receiver {
        private final RocksDbKeyedBackend backend;

        CopyInto(RocksDbKeyedBackend backend) {
            this.backend = backend;
        }

        @Override
        public int state(StateSlots.Description description) {
            return backend.restoreState(description);
        }

        @Override
        public Row row(Object key, @Nullable Object namespace) {
            return new Row(key, namespace, 0, 0);
        }

        @Override
        public void filled(int keyGroup, Row row) {
            backend.restoreRow(keyGroup, row);
        }

        @Override
        public void timer(String name, TimerDomain domain, Object key, @Nullable Object namespace, long time) {
            backend.restoreTimer(name, domain, key, namespace, time);
        }
    }
}
