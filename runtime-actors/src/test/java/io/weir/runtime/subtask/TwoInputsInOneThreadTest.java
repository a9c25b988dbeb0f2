package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.environment.ExchangeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: operators with two inputs give what their definition says in any interleaving, with checkpoints and crashes at any moment. Method: the
 * subtasks of whole jobs in one thread, everything drawn from a seed; what is committed is compared with what a loop over the input computes.
 */
@SuppressWarnings("SameNameButDifferent") // each function has its own Context
class TwoInputsInOneThreadTest {
    private static final int LEFT = 400;
    private static final int RIGHT = 300;
    private static final int KEYS = 11;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("weir.two-inputs.seeds", 50));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aKeyedConnectSharesItsStateExactlyOnce(long seed) throws Exception {
        Random random = new Random(seed);
        String world = "connect-" + seed;
        StreamExecutionEnvironment env = environment();
        numbers(env, LEFT, random)
                .connect(numbers(env, RIGHT, random))
                .keyBy(n -> n % KEYS, n -> n % KEYS)
                .process(new Counting())
                .uid("counting")
                .setParallelism(1 + random.nextInt(3))
                .sinkTo(new LedgerSink(world))
                .uid("ledger");
        runWithCrashes(env.getJobGraph(world), random, seed);
        List<String> expected = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            int records = 0;
            for (int n = key; n < LEFT; n += KEYS) {
                records++;
            }
            for (int n = key; n < RIGHT; n += KEYS) {
                records++;
            }
            for (int count = 1; count <= records; count++) {
                expected.add(key + "=" + count);
            }
        }
        assertThat(LedgerSink.committed(world)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anIntervalJoinFindsEachPairExactlyOnceAndNothingIsLateBehindCorrectWatermarks(long seed) throws Exception {
        Random random = new Random(seed);
        String world = "interval-" + seed;
        long lower = random.nextInt(21) - 15L;
        long upper = lower + random.nextInt(20);
        StreamExecutionEnvironment env = environment();
        timed(env, LEFT, random)
                .keyBy(n -> n % KEYS)
                .intervalJoin(timed(env, RIGHT, random).keyBy(n -> n % KEYS))
                .between(Duration.ofMillis(lower), Duration.ofMillis(upper))
                .process(new Pairing())
                .uid("join")
                .setParallelism(1 + random.nextInt(3))
                .sinkTo(new LedgerSink(world))
                .uid("ledger");
        runWithCrashes(env.getJobGraph(world), random, seed);
        List<String> expected = new ArrayList<>();
        for (long left = 0; left < LEFT; left++) {
            for (long right = 0; right < RIGHT; right++) {
                if (left % KEYS == right % KEYS && left + lower <= right && right <= left + upper) {
                    expected.add(left + "+" + right);
                }
            }
        }
        assertThat(LedgerSink.committed(world)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void broadcastRecordsReachEverySubtaskOnce(long seed) throws Exception {
        Random random = new Random(seed);
        String world = "broadcast-" + seed;
        int parallelism = 1 + random.nextInt(3);
        StreamExecutionEnvironment env = environment();
        numbers(env, LEFT, random)
                .keyBy(n -> n % KEYS)
                .connect(numbers(env, 20, random).broadcast(Remembering.SEEN))
                .process(new Remembering())
                .uid("remembering")
                .setParallelism(parallelism)
                .sinkTo(new LedgerSink(world))
                .uid("ledger");
        runWithCrashes(env.getJobGraph(world), random, seed);
        List<String> committed = LedgerSink.committed(world);
        for (int n = 0; n < 20; n++) {
            assertThat(committed.stream().filter(("rule " + n)::equals)).hasSize(parallelism);
        }
        assertThat(committed.stream().filter(each -> each.startsWith("record ")))
                .hasSize(LEFT);
    }

    @Test
    void aStreamUnitedWithItselfGivesEachRecordTwice() throws Exception {
        String world = "united";
        StreamExecutionEnvironment env = environment();
        DataStream<Long> numbers = env.fromSource(new CountingSource(50), "numbers");
        numbers.union(numbers).map(n -> "n" + n).sinkTo(new LedgerSink(world));
        runWithCrashes(env.getJobGraph(world), new Random(1), 1);
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            expected.addAll(List.of("n" + n, "n" + n));
        }
        assertThat(LedgerSink.committed(world)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aStreamConnectedWithItselfComesInOnBothSides() throws Exception {
        String world = "connected-with-itself";
        StreamExecutionEnvironment env = environment();
        DataStream<Long> numbers = env.fromSource(new CountingSource(50), "numbers");
        numbers.connect(numbers)
                .map(new io.weir.api.function.CoMapFunction<Long, Long, String>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String map1(Long value) {
                        return "first " + value;
                    }

                    @Override
                    public String map2(Long value) {
                        return "second " + value;
                    }
                })
                .sinkTo(new LedgerSink(world));
        runWithCrashes(env.getJobGraph(world), new Random(1), 1);
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            expected.addAll(List.of("first " + n, "second " + n));
        }
        assertThat(LedgerSink.committed(world)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(1000);
        return env;
    }

    private static DataStream<Long> numbers(StreamExecutionEnvironment env, long limit, Random random) {
        return numbers(env, limit, 1 + random.nextInt(3));
    }

    private static DataStream<Long> numbers(StreamExecutionEnvironment env, long limit, int parallelism) {
        return env.fromSource(new CountingSource(limit), "numbers below " + limit)
                .uid("numbers below " + limit)
                .setParallelism(parallelism);
    }

    /** The number is the time; each record is followed by a watermark. Subtasks of the source are ahead of each other as they like. */
    private static DataStream<Long> timed(StreamExecutionEnvironment env, long limit, Random random) {
        int parallelism = 1 + random.nextInt(3);
        return numbers(env, limit, parallelism)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forGenerator(context -> new Punctuated())
                        .withTimestampAssigner((n, old) -> n))
                .setParallelism(parallelism);
    }

    /** Until all input is processed and committed: runs a while, takes checkpoints, crashes and goes on from the last one. */
    private static void runWithCrashes(JobGraph graph, Random random, long seed) throws Exception {
        ExchangeSettings exchange = new ExchangeSettings(2, 1 + random.nextInt(6), 1024, 0);
        boolean remote = random.nextBoolean();
        Map<String, byte[]> storage = new HashMap<>();
        List<SubtaskSnapshot> restore = List.of();
        long restored = 0;
        long checkpoint = 0;
        int crashesLeft = 1 + random.nextInt(4);
        OneThread running = new OneThread(graph, seed, remote, exchange, storage, restore, restored);
        while (true) {
            boolean quiet = running.run(20 + random.nextInt(400));
            List<SubtaskSnapshot> complete = checkpoint > restored ? running.complete(checkpoint) : null;
            if (complete != null) {
                restore = complete;
                restored = checkpoint;
                running.notifyCompleted(checkpoint);
            } else if (crashesLeft > 0 && random.nextInt(2) == 0) {
                crashesLeft--;
                running = new OneThread(graph, seed * 31 + crashesLeft, remote, exchange, storage, restore, restored);
                quiet = false;
            }
            if (quiet && running.isDrained()) {
                break;
            }
            if (checkpoint == restored || quiet) {
                running.trigger(++checkpoint);
            }
        }
        running.trigger(++checkpoint);
        assertThat(running.run(100_000)).isTrue();
        assertThat(running.complete(checkpoint)).as("the last checkpoint").isNotNull();
        running.notifyCompleted(checkpoint);
        running.finish();
        assertThat(running.declined()).isEmpty();
    }

    private static final class Punctuated implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static final class Counting extends CoProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Integer.class);

        @Override
        public void processElement1(Long value, Context ctx, Collector<String> out) throws Exception {
            ValueState<Integer> count = getRuntimeContext().getState(COUNT);
            Integer old = count.value();
            count.update(old == null ? 1 : old + 1);
            out.collect(value % KEYS + "=" + count.value());
        }

        @Override
        public void processElement2(Long value, Context ctx, Collector<String> out) throws Exception {
            processElement1(value, ctx, out);
        }
    }

    private static final class Pairing extends ProcessJoinFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long left, Long right, Context ctx, Collector<String> out) {
            out.collect(left + "+" + right);
        }
    }

    private static final class Remembering extends KeyedBroadcastProcessFunction<Long, Long, Long, String> {
        private static final long serialVersionUID = 1L;
        static final MapStateDescriptor<Long, Boolean> SEEN = new MapStateDescriptor<>("seen");

        @Override
        public void processElement(Long value, ReadOnlyContext ctx, Collector<String> out) {
            out.collect("record " + value);
        }

        @Override
        public void processBroadcastElement(Long value, Context ctx, Collector<String> out) throws Exception {
            assertThat(ctx.getBroadcastState(SEEN).contains(value)).isFalse();
            ctx.getBroadcastState(SEEN).put(value, true);
            out.collect("rule " + value);
        }
    }
}
