package io.weir.state.rocksdb;

import io.weir.state.table.FreezableTable;
import io.weir.state.table.Hashed;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Rows as objects, found by key and namespace. Rows that differ from the database are also in a queue, the longest different first. Which clean
 * row goes when there are too many is decided by a clock: its hand walks over the table and spares each row that was used since it last
 * came by. Confined to the owner's thread.
 */
final class RowCache extends FreezableTable<CachedRow> {
    private final ArrayDeque<CachedRow> dirty = new ArrayDeque<>();
    private int hand;

    @Nullable
    CachedRow find(Object key, @Nullable Object namespace, int hash) {
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = hash & mask;
        CachedRow row = (CachedRow) array[index];
        while (row != null) {
            if (row.hash() == hash && row.is(key, namespace)) {
                row.referenced = true;
                return row;
            }
            index = (index + 1) & mask;
            row = (CachedRow) array[index];
        }
        return null;
    }

    void add(CachedRow row) {
        insert(row);
    }

    void markDirty(CachedRow row) {
        if (!row.dirty) {
            row.dirty = true;
            dirty.add(row);
        }
    }

    int dirtyRows() {
        return dirty.size();
    }

    /** Takes the row that differs from the database the longest out of the queue; null if there is none. The caller writes it. */
    @Nullable
    CachedRow pollDirty() {
        CachedRow row = dirty.poll();
        if (row != null) {
            row.dirty = false;
        }
        return row;
    }

    /** Drops a clean row of which nothing is left; the database does not have it either. */
    void drop(CachedRow row) {
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = row.hash() & mask;
        while (array[index] != row) {
            index = (index + 1) & mask;
        }
        removeAt(index);
    }

    /** Evicts one clean row, if the hand finds one within two rounds; false if all are dirty. */
    boolean evictOne() {
        for (int steps = 2 * slots().length; steps > 0; steps--) {
            @Nullable Hashed[] array = slots();
            hand = (hand + 1) & (array.length - 1);
            if (array[hand] instanceof CachedRow row) {
                if (row.referenced) {
                    row.referenced = false;
                } else if (!row.dirty) {
                    removeAt(hand);
                    return true;
                }
            }
        }
        return false;
    }
}
