package io.weir.samples.shared;

import io.weir.api.Collector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/** Keeps the last row of each name in state, and lets it go when the input has ended: a failure before that changes nothing of it. */
final class LastRow extends KeyedProcessFunction<String, Shown, Shown> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<Shown> last;

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Shown.class));
    }

    @Override
    public void processElement(Shown row, Context context, Collector<Shown> rows) throws Exception {
        if (last.value() == null) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        }
        last.update(row);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Shown> rows) throws Exception {
        Shown row = last.value();
        if (row != null) {
            rows.collect(row);
        }
        last.clear();
    }
}
