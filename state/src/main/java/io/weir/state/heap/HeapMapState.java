package io.weir.state.heap;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.KeyEquality;
import io.weir.api.state.MapState;
import io.weir.state.row.ClassCheck;
import io.weir.state.row.MapErrors;
import io.weir.state.row.Row;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@code LinkedHashMap} in a slot, in the order of insertion, so that a run can be repeated; no map is ever empty there. */
final class HeapMapState<UK, UV> implements MapState<UK, UV> {
    private final HeapKeyedBackend rows;
    private final CodecRegistry codecs;
    private final int slot;
    private final KeyEquality keyCheck;
    private final ClassCheck valueCheck;

    HeapMapState(HeapKeyedBackend rows, CodecRegistry codecs, int slot) {
        this.rows = rows;
        this.codecs = codecs;
        this.slot = slot;
        this.keyCheck = new KeyEquality(codecs);
        this.valueCheck = new ClassCheck(codecs);
    }

    @Override
    public @Nullable UV get(UK key) {
        Map<UK, UV> map = map();
        UV value = map == null ? null : map.get(key);
        if (value == null || !rows.mayBeFrozen(slot) || codecs.isImmutable(value)) {
            return value;
        }
        Map<UK, UV> owned = owned();
        return owned == null ? null : owned.get(key);
    }

    @Override
    public void put(UK key, UV value) {
        keyCheck.check(key);
        valueCheck.accept(value);
        Map<UK, UV> map = owned();
        if (map == null) {
            map = new LinkedHashMap<>();
            rows.rowToWrite(slot).set(slot, map);
        }
        map.put(key, value);
    }

    @Override
    public void putAll(Map<UK, UV> map) {
        for (Map.Entry<UK, UV> entry : map.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void remove(UK key) {
        Map<UK, UV> map = map();
        if (map == null || !map.containsKey(key)) {
            return;
        }
        map = owned();
        if (map != null) {
            map.remove(key);
            clearIfEmpty(map);
        }
    }

    @Override
    public boolean contains(UK key) {
        Map<UK, UV> map = map();
        return map != null && map.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return this::iterator;
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
        Map<UK, UV> map = owned();
        return map == null ? Collections.emptyIterator() : new Entries<>(map, entry -> new Settable(map, entry));
    }

    @Override
    public boolean isEmpty() {
        return map() == null;
    }

    @Override
    public void clear() {
        rows.clear(slot);
    }

    private <R> Iterator<R> iterator(Function<Map.Entry<UK, UV>, R> part) {
        Map<UK, UV> map = owned();
        return map == null ? Collections.emptyIterator() : new Entries<>(map, part);
    }

    /** Over a map of our own, because an iterator may remove and its entries may be set. */
    private final class Entries<R> implements Iterator<R> {
        private final Map<UK, UV> map;
        private final Iterator<Map.Entry<UK, UV>> entries;
        private final Function<Map.Entry<UK, UV>, R> part;
        private boolean given;

        Entries(Map<UK, UV> map, Function<Map.Entry<UK, UV>, R> part) {
            this.map = map;
            this.entries = map.entrySet().iterator();
            this.part = part;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public R next() {
            R next = part.apply(entries.next());
            given = true;
            return next;
        }

        @Override
        public void remove() {
            if (!given) {
                throw MapErrors.nothingToRemove();
            }
            given = false;
            entries.remove();
            clearIfEmpty(map);
        }
    }

    /** An entry that can be set, to what {@link #put} would take. */
    private final class Settable extends AbstractMap.SimpleEntry<UK, UV> {
        private static final long serialVersionUID = 1L;
        private final transient Map<UK, UV> map;
        private final transient Map.Entry<UK, UV> entry;

        Settable(Map<UK, UV> map, Map.Entry<UK, UV> entry) {
            super(entry);
            this.map = map;
            this.entry = entry;
        }

        @Override
        public UV setValue(UV value) {
            if (!map.containsKey(getKey())) {
                throw MapErrors.setAfterRemoval();
            }
            valueCheck.accept(value);
            entry.setValue(value);
            return super.setValue(value);
        }
    }

    private void clearIfEmpty(Map<UK, UV> map) {
        if (map.isEmpty() && map == map()) {
            rows.clear(slot);
        }
    }

    @SuppressWarnings("unchecked") // the slot holds what put made
    private @Nullable Map<UK, UV> map() {
        Row row = rows.rowToRead(slot);
        return row == null ? null : (Map<UK, UV>) row.get(slot);
    }

    @SuppressWarnings("unchecked") // as above
    private @Nullable Map<UK, UV> owned() {
        return (Map<UK, UV>) rows.own(slot);
    }
}
