package io.weir.testkit;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/** A function with every kind of state and both kinds of timers: a small payment is remembered for a minute of either clock. */
final class SmallThenLarge extends KeyedProcessFunction<Long, SmallThenLarge.Payment, String> {
    static final OutputTag<Payment> FORGOTTEN = new OutputTag<>("forgotten");
    static final long MINUTE = 60_000;

    record Payment(long account, long amount) {}

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets them
    private transient ValueState<Boolean> flag;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<Long> amounts;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, Integer> counts;

    @Override
    public void open(OpenContext context) {
        flag = getRuntimeContext().getState(new ValueStateDescriptor<>("flag", Boolean.class));
        amounts = getRuntimeContext().getListState(new ListStateDescriptor<>("amounts", Long.class));
        counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", String.class, Integer.class));
    }

    @Override
    public void processElement(Payment payment, Context ctx, Collector<String> out) throws Exception {
        if (payment.amount < 0) {
            throw new IllegalArgumentException("negative amount " + payment.amount);
        }
        amounts.add(payment.amount);
        Integer before = counts.get("payments");
        counts.put("payments", before == null ? 1 : before + 1);
        if (flag.value() != null && payment.amount > 500) {
            out.collect("fraud on " + payment.account + ": " + payment.amount);
        }
        flag.clear();
        if (payment.amount < 1) {
            flag.update(true);
            Long timestamp = ctx.timestamp();
            if (timestamp == null) {
                ctx.timerService()
                        .registerProcessingTimeTimer(ctx.timerService().currentProcessingTime() + MINUTE);
            } else {
                ctx.timerService().registerEventTimeTimer(timestamp + MINUTE);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        flag.clear();
        ctx.output(
                FORGOTTEN, new Payment(ctx.getCurrentKey(), ctx.timerService().currentProcessingTime()));
    }
}
