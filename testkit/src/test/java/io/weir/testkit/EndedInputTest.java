package io.weir.testkit;

import static io.weir.testkit.TestSource.END;
import static io.weir.testkit.TestSource.IDLE;
import static io.weir.testkit.TestSource.at;
import static io.weir.testkit.TestSource.pause;
import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An input, channel or subtask of a source that has ended decides nothing about the event time of those that have not, idle ones neither. */
@SuppressWarnings("SameNameButDifferent") // each function has a Context of its own
class EndedInputTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    private final TestSink<String> sink = new TestSink<>();

    EndedInputTest() {
        env.setParallelism(1);
        env.enableCheckpointing(500);
    }

    private static TestSource<String> thatEnds() {
        return TestSource.of(at(1000, "L1"), watermark(1000), END);
    }

    private static TestSource<String> thatIsQuietForAWhile() {
        return TestSource.of(
                at(1000, "R1"),
                watermark(1000),
                pause(Duration.ofSeconds(1)),
                IDLE,
                pause(Duration.ofSeconds(5)),
                at(2000, "R2"),
                watermark(2000),
                END);
    }

    @Test
    void aJoinMatchesWhatComesAfterOneInputHasEndedAndTheOtherWasIdle() {
        DataStream<String> left = env.fromSource(thatEnds(), "l");
        DataStream<String> right = env.fromSource(thatIsQuietForAWhile(), "r");
        left.keyBy(record -> "k")
                .intervalJoin(right.keyBy(record -> "k"))
                .between(Duration.ofSeconds(-5), Duration.ofSeconds(5))
                .process(new Pair())
                .sinkTo(sink);
        assertThat(committed()).containsExactlyInAnyOrder("L1+R1", "L1+R2");
    }

    @Test
    void aUnionWithAStreamThatHasEndedLosesNothing() {
        windowed(env.fromSource(thatEnds(), "l").union(env.fromSource(thatIsQuietForAWhile(), "r")));
        assertThat(committed()).containsExactly("[L1, R1, R2]");
    }

    @Test
    void subtasksOfASourceWithoutASplitDoNotEndEventTimeForThoseThatRead() {
        env.setParallelism(2);
        windowed(env.fromSource(
                TestSource.<String>of("1000", pause(TEN_SECONDS), "2000", pause(TEN_SECONDS), "12000", END),
                WatermarkStrategy.<String>forMonotonousTimestamps()
                        .withTimestampAssigner((record, old) -> Long.parseLong(record))
                        .withIdleness(Duration.ofSeconds(1)),
                "one split"));
        assertThat(committed()).containsExactly("[1000, 2000]", "[12000]");
    }

    @Test
    void idlenessBehindASourceWithFewerSplitsThanSubtasksLosesNothing() {
        env.setParallelism(2);
        windowed(env.fromSource(
                        TestSource.<String>of("1000", pause(TEN_SECONDS), "2000", pause(TEN_SECONDS), "12000", END),
                        "one split")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<String>forMonotonousTimestamps()
                        .withTimestampAssigner((record, old) -> Long.parseLong(record))
                        .withIdleness(Duration.ofSeconds(1))));
        assertThat(committed()).containsExactly("[1000, 2000]", "[12000]");
    }

    @Test
    void aBroadcastConfigurationThatHasEndedDoesNotEndEventTime() {
        MapStateDescriptor<String, String> rules = new MapStateDescriptor<>("rules", String.class, String.class);
        windowed(env.fromSource(thatIsQuietForAWhile(), "r")
                .connect(env.fromSource(thatEnds(), "l").broadcast(rules))
                .process(new Records()));
        assertThat(committed()).containsExactly("[R1, R2]");
    }

    @Test
    void timersOfAKeyedBroadcastFunctionWaitForTheInputThatGoesOn() {
        MapStateDescriptor<String, String> rules = new MapStateDescriptor<>("rules", String.class, String.class);
        env.fromSource(thatIsQuietForAWhile(), "r")
                .keyBy(record -> "k")
                .connect(env.fromSource(thatEnds(), "l").broadcast(rules))
                .process(new AtTheEnd())
                .sinkTo(sink);
        assertThat(committed()).containsExactly("R1", "R2", "5000");
    }

    private List<String> committed() {
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        return sink.committed();
    }

    private void windowed(DataStream<String> records) {
        records.keyBy(record -> "k")
                .window(TumblingEventTimeWindows.of(TEN_SECONDS))
                .apply(new All())
                .sinkTo(sink);
    }

    private static final class Pair extends ProcessJoinFunction<String, String, String> {
        @Override
        public void processElement(String left, String right, Context ctx, Collector<String> out) {
            out.collect(left + "+" + right);
        }
    }

    private static final class All implements WindowFunction<String, String, String, TimeWindow> {
        @Override
        public void apply(String key, TimeWindow window, Iterable<String> records, Collector<String> out) {
            List<String> all = new ArrayList<>();
            records.forEach(all::add);
            Collections.sort(all);
            out.collect(all.toString());
        }
    }

    private static final class Records extends BroadcastProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) {
            out.collect(value);
        }

        @Override
        public void processBroadcastElement(String value, Context ctx, Collector<String> out) {}
    }

    private static final class AtTheEnd extends KeyedBroadcastProcessFunction<String, String, String, String> {
        @Override
        public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) {
            ctx.timerService().registerEventTimeTimer(5000);
            out.collect(value);
        }

        @Override
        public void processBroadcastElement(String value, Context ctx, Collector<String> out) {}

        @Override
        public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
            out.collect(Long.toString(time));
        }
    }
}
