package io.weir.samples.fraud;

import io.weir.api.Collector;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/**
 * Finds accounts that are tried out with a small payment and then emptied with a large one within a minute: a {@link ValueState} remembers the small
 * one, a timer forgets it.
 */
public final class FraudLikeKeyedProcess {
    /** A payment; amount in cents. */
    public record Payment(long account, long amount) {}

    private FraudLikeKeyedProcess() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        env.fromGenerator(FraudLikeKeyedProcess::payment, 10_000, 1000)
                .uid("payments")
                .keyBy(Payment::account)
                .process(new SmallThenLarge())
                .uid("small-then-large")
                .print();
        env.execute("fraud");
    }

    /** Payment i, always the same one, so that a source that resumes goes on with the same payments. */
    static Payment payment(long i) {
        long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
        return new Payment((mixed >>> 33) % 50, (mixed >>> 40) % 10 == 0 ? 50 : (mixed >>> 45) % 100_000);
    }

    /** Emits a sentence for each large payment that follows a small one of the same account. */
    public static final class SmallThenLarge extends KeyedProcessFunction<Long, Payment, String> {
        private static final long SMALL_CENTS = 100;
        private static final long LARGE_CENTS = 50_000;
        private static final long MEMORY_MILLIS = 60_000;

        /** When the last small payment is forgotten, in milliseconds of processing time; null if there is none. */
        @SuppressWarnings("NullAway.Init") // open() sets it
        private transient ValueState<Long> forgetAt;

        @Override
        public void open(OpenContext openContext) {
            forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Long.class));
        }

        @Override
        public void processElement(Payment payment, Context ctx, Collector<String> out) throws Exception {
            Long previous = forgetAt.value();
            if (previous != null) {
                if (payment.amount() > LARGE_CENTS) {
                    out.collect("account " + ctx.getCurrentKey() + " paid " + payment.amount() + " after a trial");
                }
                ctx.timerService().deleteProcessingTimeTimer(previous);
                forgetAt.clear();
            }
            if (payment.amount() < SMALL_CENTS) {
                long time = ctx.timerService().currentProcessingTime() + MEMORY_MILLIS;
                ctx.timerService().registerProcessingTimeTimer(time);
                forgetAt.update(time);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            forgetAt.clear();
        }
    }
}
