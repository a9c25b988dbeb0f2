package io.weir.state.row;

import io.weir.api.function.AggregateFunction;
import io.weir.api.state.AggregatingState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The accumulator in a slot. */
final class RowAggregatingState<IN, ACC, OUT> implements AggregatingState<IN, OUT>, MergingSlot {
    private final RowBackend rows;
    private final int slot;
    private final AggregateFunction<IN, ACC, OUT> aggregate;
    private final ClassCheck check;

    RowAggregatingState(RowBackend rows, int slot, AggregateFunction<IN, ACC, OUT> aggregate) {
        this.rows = rows;
        this.slot = slot;
        this.aggregate = aggregate;
        this.check = new ClassCheck(rows.codecs());
    }

    @Override
    public @Nullable OUT get() {
        ACC accumulator = accumulator();
        return accumulator == null ? null : aggregate.getResult(accumulator);
    }

    @Override
    public void add(IN value) {
        ACC accumulator = accumulator();
        ACC added = aggregate.add(value, accumulator == null ? aggregate.createAccumulator() : accumulator);
        check.accept(added);
        rows.write(slot, added);
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
    @SuppressWarnings("unchecked") // as in accumulator
    public Object merge(Object first, Object second) {
        return Objects.requireNonNull(
                aggregate.merge((ACC) first, (ACC) second), "merge gave null while namespaces were merged");
    }

    @Override
    public void put(Object content) {
        rows.write(slot, content);
    }

    @SuppressWarnings("unchecked") // the slot holds what add put there
    private @Nullable ACC accumulator() {
        return (ACC) rows.read(slot);
    }
}
