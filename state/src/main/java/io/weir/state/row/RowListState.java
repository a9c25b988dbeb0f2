package io.weir.state.row;

import io.weir.api.state.ListState;
import io.weir.state.failure.StateException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
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
        return list == null ? Collections.emptyList() : new View(Objects.requireNonNull(rows.rowToRead(slot)), list);
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

    /**
     * The list as it was when it was asked for: lists in slots only grow, or are replaced. What can be changed in place and is taken from it is
     * marked as changed.
     */
    private final class View extends AbstractList<T> implements RandomAccess {
        private final Row row;
        private final List<T> list;
        private final int size;

        View(Row row, List<T> list) {
            this.row = row;
            this.list = list;
            this.size = list.size();
        }

        @Override
        public T get(int index) {
            T element = list.get(Objects.checkIndex(index, size));
            if (rows.isMutable(element)) {
                rows.handedOutBy(row);
            }
            return element;
        }

        @Override
        public int size() {
            return size;
        }
    }

    private boolean hasMutable(List<T> list) {
        for (T element : list) {
            if (element != null && rows.isMutable(element)) {
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
