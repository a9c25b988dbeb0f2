package io.weir.testkit;

import static io.weir.testkit.TestSource.at;
import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.time.TimeDomain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of timers that a random test would not name. Records are times: a timer of both kinds is registered for each. */
class TimerRulesTest {
    @Test
    void registeringATimerTwiceFiresItOnceAndDeletingOneThatIsNotThereDoesNothing() throws Exception {
        try (OneInputHarness<Long, String> harness = harness()) {
            harness.processElements(5L, 5L, -9L);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            harness.processWatermark(10);
            assertThat(harness.output()).containsExactly("EVENT_TIME 5");
        }
    }

    @Test
    void theOutputOfATimerHasItsTimeByEventTimeAndNoneByTheClock() throws Exception {
        try (OneInputHarness<Long, String> harness = harness()) {
            harness.processElement(5L, 3);
            harness.processWatermark(10);
            harness.setProcessingTime(10);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(Emitted.of("EVENT_TIME 5", 5), Emitted.of("PROCESSING_TIME 5", Long.MIN_VALUE));
        }
    }

    @Test
    void afterARestoreOverdueTimersOfTheClockFireAtOnceAndThoseOfEventTimeWaitForAWatermark() throws Exception {
        try (OneInputHarness<Long, String> harness = harness()) {
            harness.processElement(5L);
            HarnessSnapshot snapshot = harness.snapshot();
            harness.processWatermark(20);
            harness.setProcessingTime(20);
            harness.takeOutput();
            harness.restore(snapshot);
            harness.advanceProcessingTime(java.time.Duration.ofMillis(1));
            assertThat(harness.takeOutput()).containsExactly("PROCESSING_TIME 5");
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            harness.processWatermark(4);
            assertThat(harness.output()).isEmpty();
            harness.processWatermark(5);
            assertThat(harness.output()).containsExactly("EVENT_TIME 5");
        }
    }

    @Test
    void aTimerOfAPastEventTimeFiresWithTheNextWatermarkAndOneOfAPastClockTimeAtOnce() throws Exception {
        try (OneInputHarness<Long, String> harness = harness()) {
            harness.processWatermark(10);
            harness.setProcessingTime(10);
            harness.processElement(5L);
            harness.advanceProcessingTime(java.time.Duration.ofMillis(1));
            assertThat(harness.takeOutput()).containsExactly("PROCESSING_TIME 5");
            harness.processWatermark(11);
            assertThat(harness.output()).containsExactly("EVENT_TIME 5");
        }
    }

    @Test
    void behindTheEndOfTheInputTimersThatSetTheNextOneEndAfterSoManyAndOthersAllFire() throws Exception {
        try (OneInputHarness<Long, Long> harness = OperatorHarness.oneInput(
                (DataStream<Long> beats) -> beats.keyBy(beat -> beat).process(new Beat()))) {
            harness.processElement(Beat.FOR_EVER);
            harness.processElement(50_000L);
            harness.endInput();
            List<Long> fired = harness.output();
            assertThat(fired.stream().filter(beat -> beat == Beat.FOR_EVER)).hasSize(100_001);
            assertThat(fired.stream().filter(beat -> beat == 50_000L))
                    .as("it stops by itself")
                    .hasSize(50_000);
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void theOutputOfATimerOvertakesNoWatermarkAndIsNotOvertakenByItsOwn() {
        TestSink<String> seen = new TestSink<>();
        TestSource<Long> times = TestSource.of(at(1, 5L), at(2, 7L), watermark(4), watermark(6), watermark(8));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(times, "times")
                .keyBy(time -> 0)
                .process(new BothKinds())
                .filter(line -> line.startsWith("EVENT_TIME"))
                .process(new WithWatermark())
                .sinkTo(seen);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(seen.committed()).containsExactly("EVENT_TIME 5 at 4", "EVENT_TIME 7 at 6");
    }

    @Test
    void aRecordWithoutTimestampHasNullAsTimestamp() throws Exception {
        try (OneInputHarness<Long, String> harness =
                OperatorHarness.forProcessFunction(new ProcessFunction<Long, String>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void processElement(
                            Long value, ProcessFunction<Long, String>.Context ctx, Collector<String> out) {
                        out.collect(value + "@" + ctx.timestamp());
                    }
                })) {
            harness.processElement(1L);
            harness.processElement(2L, 20);
            assertThat(harness.output()).containsExactly("1@null", "2@20");
        }
    }

    private static OneInputHarness<Long, String> harness() {
        return OperatorHarness.oneInput((DataStream<Long> times) ->
                times.keyBy(time -> 0).process(new BothKinds()).uid("timers"));
    }

    /** A negative time deletes the timer of its amount. */
    private static final class BothKinds extends KeyedProcessFunction<Integer, Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                Long time, KeyedProcessFunction<Integer, Long, String>.Context ctx, Collector<String> out) {
            if (time >= 0) {
                ctx.timerService().registerEventTimeTimer(time);
                ctx.timerService().registerProcessingTimeTimer(time);
            } else {
                ctx.timerService().deleteEventTimeTimer(-time);
                ctx.timerService().deleteProcessingTimeTimer(-time);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            TimeDomain domain = ctx.timeDomain();
            out.collect(domain + " " + timestamp);
        }
    }

    private static final class WithWatermark extends ProcessFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(String line, ProcessFunction<String, String>.Context ctx, Collector<String> out) {
            out.collect(line + " at " + ctx.timerService().currentWatermark());
        }
    }

    /** A beat each minute, as many as the key says. */
    private static final class Beat extends KeyedProcessFunction<Long, Long, Long> {
        static final long FOR_EVER = -1;

        private static final long MINUTE = 60_000;
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            ctx.timerService().registerEventTimeTimer(MINUTE);
        }

        @Override
        public void onTimer(long time, OnTimerContext ctx, Collector<Long> out) {
            out.collect(ctx.getCurrentKey());
            if (ctx.getCurrentKey() == FOR_EVER || time < ctx.getCurrentKey() * MINUTE) {
                ctx.timerService().registerEventTimeTimer(time + MINUTE);
            }
        }
    }
}
