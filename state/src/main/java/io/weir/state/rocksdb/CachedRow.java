package io.weir.state.rocksdb;

import io.weir.state.row.Row;
import org.jspecify.annotations.Nullable;

/** A row in the {@link RowCache}. */
final class CachedRow extends Row {
    /** Differs from the database. */
    boolean dirty;

    /** Used since the clock's hand was here last. */
    boolean referenced = true;

    /** All slots are empty; the database may still have it while it is dirty. */
    boolean removed;

    CachedRow(Object key, @Nullable Object namespace, int hash) {
        super(key, namespace, hash, 0);
    }
}
