package io.weir.state.row;

import io.weir.api.state.ListState;
import io.weir.state.StateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@code ArrayList} in a slot; no list is ever empty there. */
final class RowListState<T> implements ListState<T>, MergingSlot {
    private final RowBackend rows;
    private final int slot;
    private final ClassCheck check;

    RowListState(RowBackend rows, int slot) {
        this.rows = rows;
        this.slot = slot;
        this.check = new ClassCheck(rows.codecs());
    }

    @Override
    @SuppressWarnings("unchecked") // the slot holds what add put there
    public Iterable<T> get() {
        Row row = rows.rowToRead(slot);
        List<T> list = row == null ? null : (List<T>) row.get(slot);
        if (list == null) {
            return Collections.emptyList();
        }
        if (rows.mayBeFrozen(slot) && hasMutable(list)) {
            list = owned();
        }
        return list == null ? Collections.emptyList() : Collections.unmodifiableList(list);
    }

    @Override
    public void add(T value) {
        T checked = checked(value);
        List<T> list = owned();
        if (list == null) {
            list = new ArrayList<>(2);
            rows.write(slot, list);
        }
        list.add(checked);
    }

    @Override
    public void addAll(List<T> values) {
        for (T value : values) {
            checked(value);
        }
        for (T value : values) {
            add(value);
        }
    }

    @Override
    public void update(List<T> values) {
        List<T> list = new ArrayList<>(values.size());
        for (T value : values) {
            list.add(checked(value));
        }
        if (list.isEmpty()) {
            rows.clear(slot);
        } else {
            rows.write(slot, list);
        }
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
    public Object merge(Object first, Object second) {
        ((List<T>) first).addAll((List<T>) second);
        return first;
    }

    @Override
    public void put(Object content) {
        rows.write(slot, content);
    }

    @SuppressWarnings("unchecked") // as in get
    private @Nullable List<T> owned() {
        return (List<T>) rows.own(slot);
    }

    private boolean hasMutable(List<T> list) {
        for (T element : list) {
            if (element != null && !rows.codecs().isImmutable(element)) {
                return true;
            }
        }
        return false;
    }

    private T checked(@Nullable T value) {
        if (value == null) {
            throw new StateException("[API-113] null was added to the list state '" + rows.slots.name(slot)
                    + "'. Lists hold values only; leave null out, or wrap it in an Optional");
        }
        check.accept(value);
        return value;
    }
}
