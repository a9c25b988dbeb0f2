package io.weir.tools.chaos;

import io.weir.api.Collector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the records of each key, holds their lines back in a list, and lets timers of event time bring them out. */
final class LedgerFunction extends KeyedProcessFunction<String, Entry, String> {
    private static final long serialVersionUID = 1L;
    private static final long HELD_MILLIS = 50;

    private transient @Nullable ValueState<Long> count;
    private transient @Nullable ListState<String> held;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        held = getRuntimeContext().getListState(new ListStateDescriptor<>("held", String.class));
    }

    @Override
    public void processElement(Entry record, Context context, Collector<String> out) throws Exception {
        ValueState<Long> counted = Objects.requireNonNull(count);
        Long before = counted.value();
        long rank = before == null ? 1 : before + 1;
        counted.update(rank);
        Objects.requireNonNull(held).add(Ledger.line(record.partition(), record.number(), rank));
        context.timerService().registerEventTimeTimer(Objects.requireNonNull(context.timestamp()) + HELD_MILLIS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        ListState<String> lines = Objects.requireNonNull(held);
        for (String line : lines.get()) {
            out.collect(line);
        }
        lines.clear();
    }
}
