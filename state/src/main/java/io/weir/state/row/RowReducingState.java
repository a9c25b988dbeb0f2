package io.weir.state.row;

import io.weir.api.function.ReduceFunction;
import io.weir.api.state.ReducingState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reduced value in a slot. */
final class RowReducingState<T> implements ReducingState<T>, MergingSlot {
    private final RowBackend rows;
    private final int slot;
    private final ReduceFunction<T> reduce;
    private final ClassCheck check;

    RowReducingState(RowBackend rows, int slot, ReduceFunction<T> reduce) {
        this.rows = rows;
        this.slot = slot;
        this.reduce = reduce;
        this.check = new ClassCheck(rows.codecs());
    }

    @Override
    @SuppressWarnings("unchecked") // the slot holds what add put there
    public @Nullable T get() {
        return (T) rows.read(slot);
    }

    @Override
    public void add(T value) throws Exception {
        T old = get();
        T reduced = old == null ? value : reduce.reduce(old, value);
        if (reduced == null) {
            rows.clear(slot);
            return;
        }
        check.accept(reduced);
        rows.write(slot, reduced);
    }

    @Override
    public void clear() {
        rows.clear(slot);
    }

    @Override
    public @Nullable Object take() {
        return rows.take(slot);
    }

    @Override
    @SuppressWarnings("unchecked") // as in get
    public Object merge(Object first, Object second) throws Exception {
        return Objects.requireNonNull(
                reduce.reduce((T) first, (T) second), "reduce gave null while namespaces were merged");
    }

    @Override
    public void put(Object content) {
        rows.write(slot, content);
    }
}
