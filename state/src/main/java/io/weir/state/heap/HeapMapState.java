package io.weir.state.heap;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@code LinkedHashMap} in a slot, in the order of insertion, so that a run can be repeated; no map is ever empty there. */
final class HeapMapState<UK, UV> implements MapState<UK, UV> {
    /** Iterators that were left half-way are not kept track of beyond this number. */
    private static final int MOST_OPEN = 8;

    private final List<Entries<?>> open = new ArrayList<>();
    private final HeapKeyedBackend rows;
    private final CodecRegistry codecs;
    private final int slot;
    private final KeyEquality keyCheck;
    private final ClassCheck valueCheck;
    private final KeptKeys keys;

    HeapMapState(HeapKeyedBackend rows, CodecRegistry codecs, int slot) {
        this.rows = rows;
        this.codecs = codecs;
        this.slot = slot;
        this.keyCheck = new KeyEquality(codecs);
        this.valueCheck = new ClassCheck(codecs);
        this.keys = new KeptKeys(codecs);
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
        if (!open.isEmpty() && !map.containsKey(key)) {
            beforeChange(map, null);
        }
        map.put(keys.kept(key), value);
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
            beforeChange(map, null);
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
        return map == null
                ? Collections.emptyIterator()
                : opened(new Entries<>(map, entry -> new Settable(map, entry)));
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
        return map == null ? Collections.emptyIterator() : opened(new Entries<>(map, part));
    }

    private <R> Iterator<R> opened(Entries<R> entries) {
        if (open.size() == MOST_OPEN) {
            open.remove(0).detach();
        }
        open.add(entries);
        return entries;
    }

    /** An entry is about to come or go: iterators that are under way go on without the map's own. */
    private void beforeChange(Map<UK, UV> map, @Nullable Entries<?> by) {
        for (Iterator<Entries<?>> all = open.iterator(); all.hasNext(); ) {
            Entries<?> each = all.next();
            if (each != by && each.map == map) {
                each.detach();
                all.remove();
            }
        }
    }

    /**
     * Over a map of our own, because an iterator may remove and its entries may be set. The program may change the map meanwhile: what it removes is
     * left out, what it puts at a key that is still to come is shown, and what is new is not.
     */
    private final class Entries<R> implements Iterator<R> {
        private final Map<UK, UV> map;
        private final Function<Map.Entry<UK, UV>, R> part;
        /** Of the map itself, or of what was left of it when it changed. */
        private Iterator<Map.Entry<UK, UV>> entries;

        private boolean detached;
        private Map.@Nullable Entry<UK, UV> upcoming;
        private Map.@Nullable Entry<UK, UV> given;

        Entries(Map<UK, UV> map, Function<Map.Entry<UK, UV>, R> part) {
            this.map = map;
            this.entries = map.entrySet().iterator();
            this.part = part;
        }

        private void detach() {
            List<Map.Entry<UK, UV>> rest = new ArrayList<>();
            entries.forEachRemaining(rest::add);
            entries = rest.iterator();
            detached = true;
        }

        @Override
        @SuppressWarnings("NullAway") // the user's values may be null
        public boolean hasNext() {
            if (!detached) {
                boolean more = entries.hasNext();
                if (!more) {
                    open.remove(this);
                }
                return more;
            }
            while (upcoming == null && entries.hasNext()) {
                UK key = entries.next().getKey();
                if (map.containsKey(key)) {
                    upcoming = new AbstractMap.SimpleEntry<>(key, map.get(key));
                }
            }
            return upcoming != null;
        }

        @Override
        public R next() {
            Map.Entry<UK, UV> entry;
            if (detached) {
                entry = hasNext() ? upcoming : null;
                upcoming = null;
            } else {
                entry = entries.next();
            }
            if (entry == null) {
                throw new NoSuchElementException();
            }
            R next = part.apply(entry);
            given = entry;
            return next;
        }

        @Override
        public void remove() {
            Map.Entry<UK, UV> entry = given;
            if (entry == null) {
                throw MapErrors.nothingToRemove();
            }
            given = null;
            beforeChange(map, this);
            if (detached) {
                map.remove(entry.getKey());
            } else {
                entries.remove();
            }
            clearIfEmpty(map);
        }
    }

    /** An entry that can be set, to what {@link #put} would take. */
    private final class Settable extends AbstractMap.SimpleEntry<UK, UV> {
        private static final long serialVersionUID = 1L;
        private final transient Map<UK, UV> map;

        Settable(Map<UK, UV> map, Map.Entry<UK, UV> entry) {
            super(entry);
            this.map = map;
        }

        @Override
        public UV setValue(UV value) {
            if (!map.containsKey(getKey())) {
                throw MapErrors.setAfterRemoval();
            }
            valueCheck.accept(value);
            map.put(getKey(), value);
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
