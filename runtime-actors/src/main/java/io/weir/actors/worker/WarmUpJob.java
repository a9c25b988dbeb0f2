package io.weir.actors.worker;

import io.weir.api.Collector;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.ParallelSourceFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job that touches what most jobs use: an exchange by key, records as values, state of several kinds, timers. Its output is dropped. */
final class WarmUpJob {
    private static final int RECORDS = 2_000;
    private static final int KEYS = 50;

    private WarmUpJob() {}

    static JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.setMaxParallelism(128);
        env.enableCheckpointing(600_000);
        env.addSource(new Numbers())
                .map(value -> new Reading("key-" + value % KEYS, value))
                .keyBy(Reading::key)
                .process(new Remembering())
                .addSink(new Dropping());
        return env.getJobGraph("warm-up");
    }

    record Reading(String key, long value) {}

    /** Emits, then waits to be cancelled: checkpoints need sources that run. */
    static final class Numbers implements ParallelSourceFunction<Long> {
        private boolean cancelled; // guarded by this

        @Override
        public void run(SourceContext<Long> context) throws InterruptedException {
            for (long value = 0; value < RECORDS; value++) {
                context.collect(value);
            }
            synchronized (this) {
                while (!cancelled) {
                    wait();
                }
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            notifyAll();
        }
    }

    static final class Remembering extends KeyedProcessFunction<String, Reading, Reading> {
        private transient @Nullable ValueState<Reading> last;
        private transient @Nullable MapState<String, Long> counts;
        private transient @Nullable ListState<Long> some;

        @Override
        public void open(OpenContext context) {
            last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Reading.class));
            counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", String.class, Long.class));
            some = getRuntimeContext().getListState(new ListStateDescriptor<>("some", Long.class));
        }

        @Override
        public void processElement(
                Reading reading, KeyedProcessFunction<String, Reading, Reading>.Context context, Collector<Reading> out)
                throws Exception {
            ValueState<Reading> state = Objects.requireNonNull(last);
            Reading before = state.value();
            state.update(reading);
            Objects.requireNonNull(counts).put(reading.key(), reading.value());
            if (before == null) {
                Objects.requireNonNull(some).add(reading.value());
                context.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            }
            out.collect(reading);
        }
    }

    static final class Dropping implements SinkFunction<Reading> {
        @Override
        public void invoke(Reading value, SinkFunction.Context context) {
            // it was only for the way here
        }
    }
}
