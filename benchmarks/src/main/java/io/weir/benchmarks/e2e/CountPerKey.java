package io.weir.benchmarks.e2e;

import static java.util.Objects.requireNonNull;

import io.weir.api.function.OpenContext;
import io.weir.api.function.RichMapFunction;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.benchmarks.kit.Event;
import org.jspecify.annotations.Nullable;

/** Read, modify, write: the running count of each key. */
final class CountPerKey extends RichMapFunction<Event, Event> {
    private transient @Nullable ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
    }

    @Override
    public Event map(Event event) throws Exception {
        ValueState<Long> state = requireNonNull(count);
        Long before = state.value();
        long now = before == null ? 1 : before + 1;
        state.update(now);
        return new Event(event.key, now, event.ts);
    }
}
