package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.KeyedStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichFilterFunction;
import io.weir.api.function.RichFlatMapFunction;
import io.weir.api.function.RichMapFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.environment.ExchangeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Not only process functions: a rich function directly behind keyBy has state of the record's key. */
class KeyedStateOfRichFunctionsTest {
    private static final int RECORDS = 100;
    private static final int KEYS = 7;

    @Test
    void aRichMapHasStateOfTheKey() throws Exception {
        run("rich-map", keyed -> keyed.map(new CountingMap()));

        assertThat(LedgerSink.committed("rich-map")).containsExactlyInAnyOrderElementsOf(runningCounts());
    }

    @Test
    void aRichFlatMapHasStateOfTheKey() throws Exception {
        run("rich-flat-map", keyed -> keyed.flatMap(new CountingFlatMap()));

        assertThat(LedgerSink.committed("rich-flat-map")).containsExactlyInAnyOrderElementsOf(runningCounts());
    }

    @Test
    void aRichFilterHasStateOfTheKey() throws Exception {
        run("rich-filter", keyed -> keyed.filter(new FirstOfEachKey()).map(n -> n % KEYS));

        assertThat(LedgerSink.committed("rich-filter")).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6");
    }

    private static void run(String world, Function<KeyedStream<Long, Long>, io.weir.api.DataStream<?>> operator)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.enableCheckpointing(1000);
        KeyedStream<Long, Long> keyed =
                env.fromSource(new CountingSource(RECORDS), "numbers").keyBy(n -> n % KEYS);
        sink(operator.apply(keyed), world);
        JobGraph graph = env.getJobGraph(world);
        List<SubtaskSnapshot> fresh = List.of();
        OneThread running = new OneThread(graph, 1, false, ExchangeSettings.DEFAULT, new HashMap<>(), fresh, 0);
        assertThat(running.run(10_000)).isTrue();
        running.trigger(1);
        assertThat(running.run(10_000)).isTrue();
        running.notifyCompleted(1);
        running.finish();
    }

    @SuppressWarnings("unchecked") // the ledger takes anything
    private static void sink(io.weir.api.DataStream<?> stream, String world) {
        ((io.weir.api.DataStream<Object>) stream).sinkTo(new LedgerSink(world));
    }

    private static List<String> runningCounts() {
        List<String> counts = new ArrayList<>();
        for (int n = 0; n < RECORDS; n++) {
            counts.add(n % KEYS + ":" + (n / KEYS + 1));
        }
        return counts;
    }

    private static int increment(ValueState<Integer> count) throws Exception {
        Integer before = count.value();
        int now = before == null ? 1 : before + 1;
        count.update(now);
        return now;
    }

    private static final class CountingMap extends RichMapFunction<Long, String> {
        private transient @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
        }

        @Override
        public String map(Long n) throws Exception {
            return n % KEYS + ":" + increment(java.util.Objects.requireNonNull(count));
        }
    }

    private static final class CountingFlatMap extends RichFlatMapFunction<Long, String> {
        private transient @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
        }

        @Override
        public void flatMap(Long n, Collector<String> out) throws Exception {
            out.collect(n % KEYS + ":" + increment(java.util.Objects.requireNonNull(count)));
        }
    }

    private static final class FirstOfEachKey extends RichFilterFunction<Long> {
        private transient @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
        }

        @Override
        public boolean filter(Long n) throws Exception {
            return increment(java.util.Objects.requireNonNull(count)) == 1;
        }
    }
}
