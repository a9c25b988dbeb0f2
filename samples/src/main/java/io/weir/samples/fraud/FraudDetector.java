package io.weir.samples.fraud;

import io.weir.api.Collector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/**
 * Tells of each large payment that follows directly on a small one of the same account within a minute: thieves try a stolen card with a
 * small sum first. A flag remembers the small payment; a timer forgets it.
 */
public final class FraudDetector extends KeyedProcessFunction<Long, Transaction, Alert> {
    /** Payments below this are small. */
    public static final long SMALL_CENTS = 100;

    /** Payments above this are large. */
    public static final long LARGE_CENTS = 50_000;

    public static final long MEMORY_MILLIS = 60_000;

    private static final long serialVersionUID = 1L;

    /** Whether the last payment was small. */
    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<Boolean> flag;

    /** When the flag is forgotten, in milliseconds of processing time. */
    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> timer;

    @Override
    public void open(OpenContext context) {
        flag = getRuntimeContext().getState(new ValueStateDescriptor<>("flag", Boolean.class));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Long.class));
    }

    @Override
    public void processElement(Transaction transaction, Context context, Collector<Alert> alerts) throws Exception {
        if (flag.value() != null) {
            if (transaction.cents() > LARGE_CENTS) {
                alerts.collect(new Alert(transaction.account(), transaction.cents()));
            }
            forget(context);
        }
        if (transaction.cents() < SMALL_CENTS) {
            long forgetAt = context.timerService().currentProcessingTime() + MEMORY_MILLIS;
            context.timerService().registerProcessingTimeTimer(forgetAt);
            flag.update(true);
            timer.update(forgetAt);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> alerts) throws Exception {
        flag.clear();
        timer.clear();
    }

    private void forget(Context context) throws Exception {
        Long forgetAt = timer.value();
        if (forgetAt != null) {
            context.timerService().deleteProcessingTimeTimer(forgetAt);
        }
        flag.clear();
        timer.clear();
    }
}
