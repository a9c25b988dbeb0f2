package io.weir.state.rocksdb;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.KeyEquality;
import io.weir.api.state.MapState;
import io.weir.state.row.ClassCheck;
import io.weir.state.row.KeptKeys;
import io.weir.state.row.MapErrors;
import io.weir.state.row.Row;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map whose entries are in the database one by one, and at hand in a {@link MapSlot} once they were used. */
final class RocksDbMapState<UK, UV> implements MapState<UK, UV> {
    /** A map of at most so many entries is taken to hand as a whole when it is iterated. */
    private static final int WHOLE = 1024;

    private final RocksDbKeyedBackend rows;
    private final int slot;
    private final boolean own;
    private final KeyEquality keyCheck;
    private final ClassCheck valueCheck;
    private final KeptKeys keys;

    RocksDbMapState(RocksDbKeyedBackend rows, CodecRegistry codecs, int slot, boolean own) {
        this.rows = rows;
        this.slot = slot;
        this.own = own;
        this.keyCheck = new KeyEquality(codecs);
        this.valueCheck = new ClassCheck(codecs);
        this.keys = new KeptKeys(codecs);
    }

    @Override
    @SuppressWarnings("unchecked") // the entry holds what put stored
    public @Nullable UV get(UK key) {
        MapSlot.Entry entry = entry(map(), key);
        if (entry != null && mayChangeInPlace(entry.value)) {
            rows.rowToWrite(slot);
            entry.dirty = true;
        }
        return entry == null ? null : (UV) entry.value;
    }

    @Override
    public void put(UK key, UV value) {
        keyCheck.check(key);
        valueCheck.accept(value);
        Row row = rows.rowToWrite(slot);
        MapSlot map = (MapSlot) row.get(slot);
        if (map == null) {
            map = new MapSlot(0);
            row.set(slot, map);
        }
        MapSlot.Entry entry = entry(map, key);
        if (entry == null) {
            entry = new MapSlot.Entry();
            map.entries.put(keys.kept(key), entry);
        }
        if (!entry.present) {
            entry.present = true;
            map.size++;
        }
        entry.value = value;
        entry.dirty = true;
    }

    @Override
    public void putAll(Map<UK, UV> map) {
        for (Map.Entry<UK, UV> entry : map.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void remove(UK key) {
        MapSlot map = map();
        MapSlot.Entry entry = entry(map, key);
        if (map == null || entry == null || !entry.present) {
            return;
        }
        if (map.size == 1) {
            entry.present = false; // for iterators that are under way
            clear();
            return;
        }
        rows.rowToWrite(slot);
        map.size--;
        entry.present = false;
        entry.value = null;
        entry.dirty = entry.stored;
        if (!entry.stored) {
            map.entries.remove(key);
        }
    }

    @Override
    public boolean contains(UK key) {
        MapSlot.Entry entry = entry(map(), key);
        return entry != null && entry.present;
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return () -> iterator(entry -> entry);
    }

    @Override
    public Iterable<UK> keys() {
        return () -> iterator(Map.Entry::getKey);
    }

    @Override
    public Iterable<UV> values() {
        return () -> iterator(Map.Entry::getValue);
    }

    @Override
    public Iterator<Map.Entry<UK, UV>> iterator() {
        return iterator(entry -> entry);
    }

    @Override
    public boolean isEmpty() {
        return map() == null;
    }

    @Override
    public void clear() {
        MapSlot map = map();
        if (map == null) {
            return;
        }
        if (map.stored > 0) {
            rows.deleteEntries(slot);
        }
        rows.clear(slot);
    }

    private boolean mayChangeInPlace(@Nullable Object value) {
        return !own && value != null && rows.isMutable(value);
    }

    /** An iterator gave a mutable value away: the database is told of it again, as it will be then. */
    private void handedOut(UK key, UV value) {
        MapSlot map = map();
        if (map == null) {
            return;
        }
        MapSlot.Entry entry = map.entries.get(key);
        if (entry == null) {
            rows.makeRoomAtHand(slot, map);
            entry = new MapSlot.Entry();
            entry.present = true;
            entry.stored = true;
            entry.value = value;
            map.entries.put(keys.kept(key), entry);
        }
        if (entry.value == value) {
            rows.rowToWrite(slot);
            entry.dirty = true;
        }
    }

    private @Nullable MapSlot map() {
        Row row = rows.rowToRead(slot);
        return row == null ? null : (MapSlot) row.get(slot);
    }

    /** The entry, at hand or fetched; null if there is none and the database need not be told. */
    private MapSlot.@Nullable Entry entry(@Nullable MapSlot map, UK key) {
        if (map == null) {
            return null;
        }
        MapSlot.Entry entry = map.entries.get(key);
        if (entry != null) {
            return entry;
        }
        rows.makeRoomAtHand(slot, map);
        return map.stored > 0 ? rows.fetchEntry(slot, map, keys.kept(key)) : null;
    }

    private <R> Iterator<R> iterator(Function<Map.Entry<UK, UV>, R> part) {
        MapSlot map = map();
        if (map == null) {
            return Collections.emptyIterator();
        }
        if (!map.isComplete() && map.size <= WHOLE) {
            rows.fetchAll(slot, map);
        }
        return map.isComplete()
                ? new Chunks<>(map, atHand(map), part, false)
                : new Chunks<>(map, rows.firstChunk(slot, map), part, true);
    }

    private static List<Map.Entry<Object, Object>> atHand(MapSlot map) {
        List<Map.Entry<Object, Object>> present = new ArrayList<>(map.size);
        map.entries.forEach((key, entry) -> {
            if (entry.present) {
                present.add(new AtHand(key, entry));
            }
        });
        return present;
    }

    /** An entry with what keeps it, which knows when it is removed. */
    private static final class AtHand extends AbstractMap.SimpleEntry<Object, Object> {
        private static final long serialVersionUID = 1L;
        private final transient MapSlot.Entry entry;

        @SuppressWarnings("NullAway") // the user's keys and values may be null
        AtHand(@Nullable Object key, MapSlot.Entry entry) {
            super(key, entry.value);
            this.entry = entry;
        }

        static boolean isRemoved(Map.Entry<Object, Object> candidate) {
            return candidate instanceof AtHand kept && !kept.entry.present;
        }
    }

    /** Goes over a list of entries, and fetches the next one from the database when there are more. What is at hand is newer than the list. */
    private final class Chunks<R> implements Iterator<R> {
        private final MapSlot map;
        private final Function<Map.Entry<UK, UV>, R> part;
        private final boolean more;
        private List<Map.Entry<Object, Object>> chunk;
        private int next;
        /** What {@link #next} will give; null while it is not looked for. */
        private @Nullable WriteThrough upcoming;

        /** What {@link #next} gave last; null once it is removed. */
        private @Nullable WriteThrough given;

        Chunks(MapSlot map, List<Map.Entry<Object, Object>> first, Function<Map.Entry<UK, UV>, R> part, boolean more) {
            this.map = map;
            this.chunk = first;
            this.part = part;
            this.more = more;
        }

        @Override
        @SuppressWarnings("unchecked") // entries hold what put stored
        public boolean hasNext() {
            while (upcoming == null && hasCandidate()) {
                Map.Entry<Object, Object> candidate = chunk.get(next++);
                UK key = (UK) candidate.getKey();
                MapSlot.Entry atHand = map.entries.get(key);
                if (atHand == null && !AtHand.isRemoved(candidate)) {
                    upcoming = new WriteThrough(key, (UV) candidate.getValue());
                } else if (atHand != null && atHand.present) {
                    upcoming = new WriteThrough(key, (UV) atHand.value);
                }
            }
            return upcoming != null;
        }

        private boolean hasCandidate() {
            if (next == chunk.size() && more && next > 0) {
                chunk = rows.nextChunk(slot, chunk.get(next - 1).getKey());
                next = 0;
            }
            return next < chunk.size();
        }

        @Override
        public R next() {
            WriteThrough entry = hasNext() ? upcoming : null;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            upcoming = null;
            given = entry;
            return part.apply(entry);
        }

        @Override
        public void remove() {
            if (given == null) {
                throw MapErrors.nothingToRemove();
            }
            RocksDbMapState.this.remove(given.getKey());
            given.removed = true;
            given = null;
        }
    }

    /** An entry that can be set. */
    private final class WriteThrough extends AbstractMap.SimpleEntry<UK, UV> {
        private static final long serialVersionUID = 1L;

        /** By the iterator: whoever reads it afterwards does not bring it back. */
        private transient boolean removed;

        @SuppressWarnings("NullAway") // the user's values may be null
        WriteThrough(UK key, @Nullable UV value) {
            super(key, value);
        }

        @Override
        public UV getValue() {
            UV value = super.getValue();
            if (!removed && mayChangeInPlace(value)) {
                handedOut(getKey(), value);
            }
            return value;
        }

        @Override
        public UV setValue(UV value) {
            if (!contains(getKey())) {
                throw MapErrors.setAfterRemoval();
            }
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
