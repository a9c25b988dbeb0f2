package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.TypeTable;
import io.weir.api.state.MapState;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.format.RowFormat;
import io.weir.state.row.Row;
import io.weir.state.row.RowBackend;
import io.weir.state.row.StateKind;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * Keyed state in RocksDB, behind a write-back cache of rows. What a state handed out and the program changed in place without {@code update} or
 * {@code put} may be lost when its row leaves the cache: the contract of the state interfaces, which the heap backend forgives.
 */
public final class RocksDbKeyedBackend extends RowBackend {
    /** Bounds what a snapshot still has to write synchronously; passed only while the files of a snapshot are not linked yet. */
    private static final int MAX_DIRTY_ROWS = 8 * 1024;

    private static final int ROWS_PER_BATCH = 512;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int ROW_OVERHEAD_BYTES = 120;
    private static final int MIN_CACHED_ROWS = 64;
    private static final int CHUNK = 512;

    /** More entries of one map at hand are given up. */
    private static final int MAX_ENTRIES_AT_HAND = 4096;

    private final RocksDbMemory memory;
    private final LocalFolder local;
    private final Path databaseFolder;
    private final RowDatabase database;
    private final TypeTable types;
    private final TypeTable keyTypes;
    private final RowKeys keys;
    private final UploadedFiles uploads = new UploadedFiles();
    private final RowCache cache = new RowCache();
    private final WriteBatchBytes batch = new WriteBatchBytes();
    private final BinaryOutput keyOut = new BinaryOutput(256);
    private final BinaryOutput valueOut = new BinaryOutput(1024);
    private final BinaryInput valueIn = new BinaryInput(new byte[0]);
    private final ArrayDeque<PendingCheckpoint> pending = new ArrayDeque<>();
    private RowFormat format;
    private int[] sameSlots;
    private long rows;
    private long encodedRows = 1;
    private long encodedBytes = 64;
    private long snapshots;
    /** What is in it may change in place while its key is current: it differs from the database, even when it was just written. */
    private @Nullable CachedRow handedOut;

    private boolean closed;

    static RocksDbKeyedBackend open(KeyedBackendParameters parameters, RocksDbMemory memory) throws IOException {
        LocalFolder local = LocalFolder.create(parameters.localDirectory(), parameters.operatorId());
        Path folder = local.child("db");
        memory.opened();
        RocksDbKeyedBackend backend = null;
        try {
            RocksDbRestore restore = new RocksDbRestore(parameters, memory, local);
            RocksDbSnapshot linked = restore.linkInto(folder);
            backend = new RocksDbKeyedBackend(parameters, memory, local, folder, linked);
            if (linked == null) {
                restore.copyInto(backend);
            } else {
                restore.timersOf(linked, backend);
            }
            return backend;
        } catch (IOException | RuntimeException | Error e) {
            if (backend == null) {
                memory.closedOne();
                local.delete(folder);
            } else {
                backend.close();
            }
            throw e;
        }
    }

    /** @param linked whose files are in the folder already, or null if it is empty */
    private RocksDbKeyedBackend(
            KeyedBackendParameters parameters,
            RocksDbMemory memory,
            LocalFolder local,
            Path folder,
            @Nullable RocksDbSnapshot linked)
            throws IOException {
        super(parameters);
        this.memory = memory;
        this.local = local;
        this.databaseFolder = folder;
        this.types = new TypeTable(codecs);
        this.keyTypes = TypeTable.ofKeys(codecs);
        this.keys = new RowKeys(keyTypes);
        if (linked != null) {
            types.readEntries(new BinaryInput(linked.types()));
            keyTypes.readEntries(new BinaryInput(linked.keyTypes()));
            linked.states().forEach(slots::restore);
            rows = linked.rows();
            uploads.restored(RocksDbRestore.tables(linked));
        }
        this.format = new RowFormat(slots.kinds(), types, MapSlot.FORMAT);
        this.sameSlots = identity(slots.size());
        this.database = RowDatabase.open(folder, memory);
    }

    // Rows
    // --------------------------------------------------------------------------------------------------------------------------------

    @Override
    protected @Nullable Row find(Object key, @Nullable Object namespace, int hash) {
        int keyGroup = ownedKeyGroup(key);
        CachedRow row = cache.find(key, namespace, hash);
        if (row != null) {
            return row.removed ? null : row;
        }
        keys.writeRow(keyGroup, key, namespace, keyOut);
        BinaryInput stored = database.get(RowDatabase.ROWS, keyOut, valueIn);
        if (stored == null) {
            return null;
        }
        row = new CachedRow(key, namespace, hash);
        format().readSlots(stored, row, sameSlots);
        admit(row);
        return row;
    }

    @Override
    protected Row create(Object key, @Nullable Object namespace, int hash) {
        CachedRow row = cache.find(key, namespace, hash);
        if (row == null) {
            row = new CachedRow(key, namespace, hash);
            admit(row);
        }
        row.removed = false;
        rows++;
        writable(row);
        return row;
    }

    /** First makes room among the changed rows, then marks the row: it must not be among those that are written before it is changed. */
    @Override
    protected Row writable(Row row) {
        CachedRow cached = (CachedRow) row;
        if (!cached.dirty) {
            if (cache.dirtyRows() >= MAX_DIRTY_ROWS && canWriteNow()) {
                writeRows(ROWS_PER_BATCH);
            }
            cache.markDirty(cached);
        }
        return row;
    }

    @Override
    protected void handedOut(Row ofCurrentKey) {
        writable(ofCurrentKey);
        handedOut = (CachedRow) ofCurrentKey;
    }

    @Override
    protected void remove(Row row) {
        ((CachedRow) row).removed = true;
        rows--;
    }

    /** The database is what snapshots freeze, not rows. */
    @Override
    protected boolean isFrozen(Row row) {
        return false;
    }

    private void admit(CachedRow row) {
        int limit = maxCachedRows();
        while (cache.size() >= limit) {
            if (!cache.evictOne()) {
                writeRows(ROWS_PER_BATCH);
            }
        }
        cache.add(row);
    }

    /** By what rows take as bytes; as objects they take about three times that, and something for themselves. */
    private int maxCachedRows() {
        long perRow = ROW_OVERHEAD_BYTES + 3 * encodedBytes / encodedRows;
        return (int) Math.max(MIN_CACHED_ROWS, Math.min(Integer.MAX_VALUE / 4, memory.rowBytes() / perRow));
    }

    /** Writes up to {@code count} changed rows, those that changed first. */
    private void writeRows(int count) {
        boolean mayChange = false;
        for (int i = 0; i < count; i++) {
            CachedRow row = cache.pollDirty();
            if (row == null) {
                break;
            }
            write(row);
            mayChange |= row == handedOut && !row.removed;
            if (batch.bytes() > BATCH_BYTES) {
                writeBatch();
            }
        }
        if (mayChange && handedOut != null) {
            cache.markDirty(handedOut);
        }
        writeBatch();
    }

    /** Everything that is written goes through here: files of a snapshot that are not linked yet must be linked before. */
    private void writeBatch() {
        if (batch.isEmpty()) {
            return;
        }
        for (PendingCheckpoint next = pending.poll(); next != null; next = pending.poll()) {
            next.link();
        }
        database.write(batch);
    }

    /** Whether writing would wait for no snapshot. */
    private boolean canWriteNow() {
        while (!pending.isEmpty() && !pending.getFirst().isPending()) {
            pending.removeFirst();
        }
        return pending.isEmpty();
    }

    private void write(CachedRow row) {
        int keyGroup = ownedKeyGroup(row.key());
        keys.writeRow(keyGroup, row.key(), row.namespace(), keyOut);
        if (row.removed) {
            batch.delete(RowDatabase.ROWS, keyOut);
            cache.drop(row);
            return;
        }
        int rowKeyBytes = keyOut.position();
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.kind(slot) == StateKind.MAP && row.get(slot) instanceof MapSlot map) {
                writeEntries(map, slot);
                keyOut.position(rowKeyBytes);
            }
        }
        valueOut.reset();
        format().writeSlots(row, valueOut);
        batch.put(RowDatabase.ROWS, keyOut, valueOut);
        encodedRows++;
        encodedBytes += keyOut.position() + valueOut.position();
    }

    private RowFormat format() {
        if (sameSlots.length != slots.size()) { // a state was registered
            format = new RowFormat(slots.kinds(), types, MapSlot.FORMAT);
            sameSlots = identity(slots.size());
        }
        return format;
    }

    private static int[] identity(int size) {
        int[] same = new int[size];
        for (int i = 0; i < size; i++) {
            same[i] = i;
        }
        return same;
    }

    // Entries of maps
    // ---------------------------------------------------------------------------------------------------------------------

    @Override
    protected <UK, UV> MapState<UK, UV> mapState(int slot, boolean own) {
        return new RocksDbMapState<>(this, codecs, slot, own);
    }

    /** Gives up the entries at hand of the current row's map if they are many. */
    void makeRoomAtHand(int slot, MapSlot map) {
        if (map.entries.size() >= MAX_ENTRIES_AT_HAND) {
            storeEntries(slot, map);
            map.entries.clear();
        }
    }

    /** Gets one entry of the current row's map from the database to hand. */
    MapSlot.Entry fetchEntry(int slot, MapSlot map, @Nullable Object entryKey) {
        writeEntriesPrefix(slot);
        keys.appendEntry(entryKey, keyOut);
        BinaryInput stored = database.get(RowDatabase.MAP_ENTRIES, keyOut, valueIn);
        MapSlot.Entry entry = new MapSlot.Entry();
        if (stored != null) {
            entry.value = types.readValue(stored);
            entry.present = true;
            entry.stored = true;
        }
        map.entries.put(entryKey, entry);
        return entry;
    }

    /** Gets all entries of the current row's map to hand. */
    void fetchAll(int slot, MapSlot map) {
        storeEntries(slot, map);
        writeEntriesPrefix(slot);
        for (Map.Entry<Object, Object> stored : chunk(keyOut.toByteArray(), null, Integer.MAX_VALUE)) {
            MapSlot.Entry entry = map.entries.computeIfAbsent(stored.getKey(), key -> new MapSlot.Entry());
            if (!entry.stored) {
                entry.value = stored.getValue();
                entry.present = true;
                entry.stored = true;
            }
        }
    }

    /** The first entries of the current row's map, in the order of the database. */
    List<Map.Entry<Object, Object>> firstChunk(int slot, MapSlot map) {
        storeEntries(slot, map);
        writeEntriesPrefix(slot);
        return chunk(keyOut.toByteArray(), null, CHUNK);
    }

    /** The entries that follow one. */
    List<Map.Entry<Object, Object>> nextChunk(int slot, @Nullable Object after) {
        writeEntriesPrefix(slot);
        byte[] prefix = keyOut.toByteArray();
        keys.appendEntry(after, keyOut);
        return chunk(prefix, keyOut.toByteArray(), CHUNK);
    }

    /** Deletes what the database has of the current row's map. */
    void deleteEntries(int slot) {
        writeEntriesPrefix(slot);
        byte[] prefix = keyOut.toByteArray();
        try (RocksIterator all = database.scan(RowDatabase.MAP_ENTRIES)) {
            for (all.seek(prefix); all.isValid() && RowKeys.startsWith(all.key(), prefix); all.next()) {
                byte[] key = all.key();
                keyOut.reset();
                keyOut.writeBytes(key, 0, key.length);
                batch.delete(RowDatabase.MAP_ENTRIES, keyOut);
                if (batch.bytes() > BATCH_BYTES) {
                    writeBatch();
                }
            }
        }
        writeBatch();
    }

    private List<Map.Entry<Object, Object>> chunk(byte[] prefix, byte @Nullable [] after, int limit) {
        List<Map.Entry<Object, Object>> chunk = new ArrayList<>();
        try (RocksIterator all = database.scan(RowDatabase.MAP_ENTRIES)) {
            all.seek(after == null ? prefix : after);
            if (after != null && all.isValid() && java.util.Arrays.equals(all.key(), after)) {
                all.next();
            }
            while (chunk.size() < limit && all.isValid() && RowKeys.startsWith(all.key(), prefix)) {
                byte[] key = all.key();
                Object entryKey = keys.readEntry(new BinaryInput(key, prefix.length, key.length - prefix.length));
                Object value = types.readValue(new BinaryInput(all.value()));
                chunk.add(entry(entryKey, value));
                all.next();
            }
        }
        return chunk;
    }

    @SuppressWarnings("NullAway") // the user's keys and values may be null
    private static Map.Entry<Object, Object> entry(@Nullable Object key, @Nullable Object value) {
        return new AbstractMap.SimpleEntry<>(key, value);
    }

    private void writeEntriesPrefix(int slot) {
        Object key = Objects.requireNonNull(getCurrentKey());
        keys.writeRow(ownedKeyGroup(key), key, currentNamespace(), keyOut);
        keys.appendSlot(slot, keyOut);
    }

    private void storeEntries(int slot, MapSlot map) {
        Object key = Objects.requireNonNull(getCurrentKey());
        keys.writeRow(ownedKeyGroup(key), key, currentNamespace(), keyOut);
        writeEntries(map, slot);
        writeBatch();
    }

    /** Adds the changed entries to the batch; the row's key is in {@link #keyOut}, and something behind it afterwards. */
    private void writeEntries(MapSlot map, int slot) {
        keys.appendSlot(slot, keyOut);
        int prefixBytes = keyOut.position();
        for (java.util.Iterator<Map.Entry<@Nullable Object, MapSlot.Entry>> all =
                        map.entries.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<@Nullable Object, MapSlot.Entry> each = all.next();
            MapSlot.Entry entry = each.getValue();
            if (!entry.dirty) {
                continue;
            }
            keyOut.position(prefixBytes);
            keys.appendEntry(each.getKey(), keyOut);
            if (entry.present) {
                valueOut.reset();
                types.writeValue(entry.value, valueOut);
                batch.put(RowDatabase.MAP_ENTRIES, keyOut, valueOut);
                map.stored += entry.stored ? 0 : 1;
                entry.stored = true;
                entry.dirty = false;
            } else {
                batch.delete(RowDatabase.MAP_ENTRIES, keyOut);
                map.stored--;
                all.remove();
            }
        }
    }

    // All rows
    // ----------------------------------------------------------------------------------------------------------------------------

    @Override
    public long numKeys() {
        return rows;
    }

    @Override
    protected List<Object> keysOf(int slot, @Nullable Object namespace) {
        writeRows(Integer.MAX_VALUE);
        List<Object> found = new ArrayList<>();
        try (RocksIterator all = database.scan(RowDatabase.ROWS)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                RowKeys.RowKey key = keys.readRow(new BinaryInput(all.key()));
                if (Objects.equals(key.namespace(), namespace)) {
                    Row row = new Row(key.key(), namespace, 0, 0);
                    format().readSlots(new BinaryInput(all.value()), row, sameSlots);
                    if (row.get(slot) != null) {
                        found.add(key.key());
                    }
                }
            }
        }
        return found;
    }

    // Snapshots
    // ---------------------------------------------------------------------------------------------------------------------------

    @Override
    public SnapshotTask<KeyedStateHandle> snapshot(long checkpointId) {
        handedOut = null;
        writeRows(Integer.MAX_VALUE);
        PendingCheckpoint files =
                new PendingCheckpoint(database, local.child("snapshot-" + checkpointId + "-" + snapshots++));
        pending.add(files);
        return new RocksDbSnapshotTask(
                checkpointId,
                new RocksDbSnapshotTask.Frozen(
                        parameters.maxParallelism(),
                        parameters.keyGroups(),
                        slots.describe(),
                        entries(types),
                        entries(keyTypes),
                        rows,
                        timers.freeze(),
                        local,
                        files,
                        uploads.known()),
                codecs,
                uploads);
    }

    private static byte[] entries(TypeTable table) {
        BinaryOutput entries = new BinaryOutput(256);
        table.writeEntries(0, entries);
        return entries.toByteArray();
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        uploads.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        uploads.aborted(checkpointId);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (PendingCheckpoint next : pending) {
            next.link();
        }
        pending.clear();
        database.close();
        memory.closedOne();
        local.delete(databaseFolder);
        relocate();
    }

    /** Changed rows that are not in the database; for tests of the bound. */
    int dirtyRows() {
        return cache.dirtyRows();
    }

    /** Rows in the cache; for tests of the bound. */
    int cachedRows() {
        return cache.size();
    }

    // Restore
    // -----------------------------------------------------------------------------------------------------------------------------

    int restoreState(StateSlots.Description description) {
        return slots.restore(description);
    }

    void restoreTimer(String name, TimerDomain domain, Object key, @Nullable Object namespace, long time) {
        timers.restore(name, domain, key, namespace, time);
    }

    /** Stores a row of a snapshot; the values of maps are {@link Map}s or {@link MapSlot}s. */
    void restoreRow(int keyGroup, Row row) {
        keys.writeRow(keyGroup, row.key(), row.namespace(), keyOut);
        int rowKeyBytes = keyOut.position();
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.kind(slot) == StateKind.MAP && row.get(slot) instanceof Map<?, ?> map) {
                row.set(slot, new MapSlot(map.size()));
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    keyOut.position(rowKeyBytes);
                    keys.appendSlot(slot, keyOut);
                    keys.appendEntry(entry.getKey(), keyOut);
                    putEntry(entry.getValue());
                }
                keyOut.position(rowKeyBytes);
            }
        }
        valueOut.reset();
        format().writeSlots(row, valueOut);
        batch.put(RowDatabase.ROWS, keyOut, valueOut);
        rows++;
        writeIfLarge();
    }

    /** Stores an entry of a map of a snapshot. */
    void restoreEntry(RowKeys.RowKey row, int slot, @Nullable Object entryKey, @Nullable Object value) {
        keys.writeRow(row.keyGroup(), row.key(), row.namespace(), keyOut);
        keys.appendSlot(slot, keyOut);
        keys.appendEntry(entryKey, keyOut);
        putEntry(value);
        writeIfLarge();
    }

    void restored() {
        writeBatch();
    }

    private void putEntry(@Nullable Object value) {
        valueOut.reset();
        types.writeValue(value, valueOut);
        batch.put(RowDatabase.MAP_ENTRIES, keyOut, valueOut);
    }

    private void writeIfLarge() {
        if (batch.bytes() > BATCH_BYTES) {
            writeBatch();
        }
    }
}
