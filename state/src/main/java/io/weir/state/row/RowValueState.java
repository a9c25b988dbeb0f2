package io.weir.state.row;

import io.weir.api.state.ValueState;
import org.jspecify.annotations.Nullable;

/** One value in a slot. */
final class RowValueState<T> implements ValueState<T> {
    private final RowBackend rows;
    private final int slot;
    private final ClassCheck check;
    private final @Nullable T defaultValue;

    RowValueState(RowBackend rows, int slot, @Nullable T defaultValue) {
        this.rows = rows;
        this.slot = slot;
        this.check = new ClassCheck(rows.codecs());
        this.defaultValue = defaultValue;
    }

    @Override
    @SuppressWarnings("unchecked") // the slot holds what update put there
    public @Nullable T value() {
        Object value = rows.read(slot);
        return value == null ? defaultCopy() : (T) value;
    }

    @Override
    public void update(@Nullable T value) {
        if (value == null) {
            rows.clear(slot);
            return;
        }
        check.accept(value);
        rows.write(slot, value);
    }

    @Override
    public void clear() {
        rows.clear(slot);
    }

    private @Nullable T defaultCopy() {
        return defaultValue == null ? null : rows.codecs().copy(defaultValue);
    }
}
