package io.weir.state.heap;

import io.weir.api.state.MapState;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.format.KeyedSnapshotReader;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.row.Row;
import io.weir.state.row.RowBackend;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.table.Hashed;
import io.weir.state.timer.TimerDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keyed state on the heap: a table of rows for each key group, copied on write while a snapshot is being written. */
public final class HeapKeyedBackend extends RowBackend {
    private static final int EXPECTED = 128;
    /** Equal keys one after the other are looked up once, so some of those that were expected are never asked for. */
    private static final int SKIPPED = 4;

    private static final Object[] NO_KEYS = {};

    private final KeyGroupRange keyGroups;
    private final RowTable[] tables;
    private final List<HeapSnapshotTask> running = new ArrayList<>();
    /** Of the keys that were expected last; numbers, because a reference stored in an old array costs the collector's barrier. */
    private final int[] expectedTables = new int[EXPECTED];

    private final int[] expectedHashes = new int[EXPECTED];
    private final int[] expectedSlots = new int[EXPECTED];
    private Object[] expectedKeys = NO_KEYS;
    private int expected;
    private int nextExpected;
    /** Keeps the compiler from leaving out reads whose result nobody needs. */
    int touchedRows;

    /** The version of rows that are made now. */
    private int version;

    /** Rows of a version below this one are frozen. */
    private int firstThawedVersion;

    /**
     * Opens it and fills it from the snapshots of the parameters.
     *
     * @throws CorruptSnapshotException if one is damaged, of another format or of another number of key groups
     * @throws IOException if the storage failed
     */
    public HeapKeyedBackend(KeyedBackendParameters parameters) throws IOException {
        super(parameters);
        keyGroups = parameters.keyGroups();
        tables = new RowTable[keyGroups.size()];
        Arrays.setAll(tables, i -> new RowTable());
        for (KeyedStateHandle handle : parameters.restore()) {
            if (handle.keyGroups().intersects(keyGroups)) {
                restore(handle);
            }
        }
    }

    @Override
    protected @Nullable Row find(Object key, @Nullable Object namespace, int hash) {
        int last = Math.min(expected, nextExpected + SKIPPED);
        for (int i = nextExpected; i < last; i++) {
            if (expectedKeys[i] == key) {
                nextExpected = i + 1;
                RowTable table = tables[expectedTables[i]];
                Row row = table.at(expectedSlots[i]);
                return row != null && row.hash() == hash && row.is(key, namespace)
                        ? row
                        : table.find(key, namespace, hash);
            }
        }
        return tableOf(key).find(key, namespace, hash);
    }

    /**
     * A lookup is four reads that depend on each other: slot, row, key, value. With many keys each misses the processor's caches. Here the
     * same step is done for all keys before the next one, so that the misses overlap instead of adding up (a million keys: a quarter less CPU).
     */
    @Override
    public void expectKeys(Object[] keys, int count) {
        int maxParallelism = parameters.maxParallelism();
        int known = 0;
        while (known < Math.min(count, EXPECTED)) {
            int index = KeyGroups.keyGroup(keys[known], maxParallelism) - keyGroups.first();
            if (index < 0 || index >= tables.length) {
                break; // it will be refused when it is its turn
            }
            expectedTables[known] = index;
            expectedHashes[known] = Row.hash(keys[known], null);
            known++;
        }
        expectedKeys = keys;
        expected = known;
        nextExpected = 0;
        int touched = 0;
        for (int i = 0; i < known; i++) {
            touched += tables[expectedTables[i]].firstAt(expectedHashes[i]) == null ? 1 : 0;
        }
        for (int i = 0; i < known; i++) {
            expectedSlots[i] = tables[expectedTables[i]].slotOf(expectedHashes[i]);
        }
        for (int i = 0; i < known; i++) {
            Row row = tables[expectedTables[i]].at(expectedSlots[i]);
            touched += row == null ? 0 : row.touch();
        }
        touchedRows = touched;
    }

    @Override
    protected Row create(Object key, @Nullable Object namespace, int hash) {
        Row row = new Row(key, namespace, hash, version);
        tableOf(key).add(row);
        return row;
    }

    @Override
    protected Row writable(Row row) {
        if (row.version() >= firstThawedVersion) {
            return row;
        }
        Row copy = row.thaw(version);
        tableOf(row.key()).replace(row, copy);
        return copy;
    }

    @Override
    protected void remove(Row row) {
        tableOf(row.key()).remove(row);
    }

    @Override
    protected boolean isFrozen(Row row) {
        return row.version() < firstThawedVersion;
    }

    @Override
    protected List<Object> keysOf(int slot, @Nullable Object namespace) {
        List<Object> keys = new ArrayList<>();
        for (RowTable table : tables) {
            for (Hashed element : table.freeze()) {
                if (element instanceof Row row && row.get(slot) != null && Objects.equals(row.namespace(), namespace)) {
                    keys.add(row.key());
                }
            }
        }
        return keys;
    }

    @Override
    protected <UK, UV> MapState<UK, UV> mapState(int slot, boolean own) {
        return new HeapMapState<>(this, codecs, slot);
    }

    @Override
    public long numKeys() {
        long rows = 0;
        for (RowTable table : tables) {
            rows += table.size();
        }
        return rows;
    }

    @Override
    public SnapshotTask<KeyedStateHandle> snapshot(long checkpointId) {
        @Nullable Hashed[][] rows = new Hashed[tables.length][];
        for (int i = 0; i < tables.length; i++) {
            rows[i] = tables[i].freeze();
        }
        version++;
        HeapSnapshotTask task = new HeapSnapshotTask(
                version,
                new HeapSnapshotTask.Frozen(
                        parameters.maxParallelism(), keyGroups, slots.describe(), rows, timers.freeze()),
                codecs);
        running.add(task);
        thawWhatIsWritten();
        return task;
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        thawWhatIsWritten();
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        thawWhatIsWritten();
    }

    @Override
    public void close() {
        Arrays.setAll(tables, i -> new RowTable());
        expected = 0;
        relocate();
    }

    /** Rows of this version on are not frozen; for tests of the release of snapshots. */
    int firstThawedVersion() {
        return firstThawedVersion;
    }

    private void thawWhatIsWritten() {
        running.removeIf(HeapSnapshotTask::isReleased);
        firstThawedVersion =
                running.isEmpty() ? 0 : running.get(running.size() - 1).version();
    }

    private RowTable tableOf(Object key) {
        return tables[ownedKeyGroup(key) - keyGroups.first()];
    }

    private void restore(KeyedStateHandle handle) throws IOException {
        KeyedSnapshotReader reader = new KeyedSnapshotReader(handle, codecs, parameters.operator());
        checkMaxParallelism(reader.maxParallelism());
        reader.read(keyGroups, parameters.source(), new Restore());
    }

    private final class Restore implements KeyedSnapshotReader.Receiver {
        @Override
        public int state(StateSlots.Description description) {
            return slots.restore(description);
        }

        @Override
        public Row row(Object key, @Nullable Object namespace) {
            return new Row(key, namespace, Row.hash(key, namespace), version);
        }

        @Override
        public void filled(int keyGroup, Row row) {
            tables[keyGroup - keyGroups.first()].add(row);
        }

        @Override
        public void timer(String name, TimerDomain domain, Object key, @Nullable Object namespace, long time) {
            timers.restore(name, domain, key, namespace, time);
        }
    }
}
