package io.weir.state.operator;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.ListState;
import io.weir.state.failure.StateException;
import io.weir.state.row.ClassCheck;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list of the subtask. */
final class OperatorListState<T> implements ListState<T> {
    private final String name;
    private final ClassCheck check;
    private List<T> elements = new ArrayList<>();

    OperatorListState(String name, CodecRegistry codecs) {
        this.name = name;
        this.check = new ClassCheck(codecs);
    }

    List<T> elements() {
        return elements;
    }

    @Override
    public Iterable<T> get() {
        return new View<>(elements);
    }

    @Override
    public void add(T value) {
        elements.add(checked(value));
    }

    @Override
    public void addAll(List<T> values) {
        for (T value : values) {
            checked(value);
        }
        elements.addAll(values);
    }

    @Override
    public void update(List<T> values) {
        for (T value : values) {
            checked(value);
        }
        elements = new ArrayList<>(values);
    }

    /** A list that was handed out before stays as it was, so that a program can clear the state and add from what it read. */
    @Override
    public void clear() {
        elements = new ArrayList<>();
    }

    /** The list as it was when it was asked for: it only grows, or is replaced. */
    private static final class View<T> extends AbstractList<T> implements RandomAccess {
        private final List<T> list;
        private final int size;

        View(List<T> list) {
            this.list = list;
            this.size = list.size();
        }

        @Override
        public T get(int index) {
            return list.get(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }

    private T checked(@Nullable T value) {
        if (value == null) {
            throw new StateException("[API-113] null was added to the operator state '" + name
                    + "'. Lists hold values only; leave null out, or wrap it in an Optional");
        }
        check.accept(value);
        return value;
    }
}
