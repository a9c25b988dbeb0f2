package io.weir.testkit;

import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.ProcessFunction;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules of {@code fromSource} with a watermark strategy. Watermarks are asked for every 200 ms, and are the timestamp less one. */
class SourceTimeTest {
    private static final WatermarkStrategy<Long> ASCENDING =
            WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, old) -> value);

    private long time;

    @Test
    void recordsOfASourceGetTheTimestampsOfTheStrategy() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING, "a@0")) {
            go(harness, "a 5");
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of(5L, 5));
        }
    }

    @Test
    void theWatermarkIsThatOfTheSplitThatIsBehind() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING, "a@0", "b@0")) {
            go(harness, "a 100");
            assertThat(harness.outputWatermarks())
                    .as("b was assigned and gave nothing yet")
                    .isEmpty();
            go(harness, "b 50");
            assertThat(harness.outputWatermarks()).containsExactly(49L);
            go(harness, "b 200");
            assertThat(harness.outputWatermarks()).containsExactly(49L, 99L);
        }
    }

    @Test
    void aSplitThatIsReadToItsEndHoldsUpNobody() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING, "a@0", "b@0")) {
            go(harness, "a 100", "b 50");
            go(harness, "b done");
            assertThat(harness.outputWatermarks()).containsExactly(49L, 99L);
        }
    }

    @Test
    void anIdleSplitHoldsUpNobodyAndTheReaderIsIdleWhenAllAre() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING.withIdleness(Duration.ofMillis(500)), "a@0", "b@0")) {
            go(harness, "a 100", "b 50");
            for (int value = 101; value < 106; value++) {
                go(harness, "a " + value);
            }
            assertThat(harness.outputWatermarks()).contains(49L, 104L);
            assertThat(harness.isOutputIdle()).isFalse();
            for (int times = 0; times < 5; times++) {
                go(harness);
            }
            assertThat(harness.isOutputIdle()).isTrue();
            go(harness, "a 200");
            assertThat(harness.isOutputIdle()).isFalse();
            assertThat(harness.outputWatermarks()).contains(199L);
        }
    }

    @Test
    void aReaderThatDoesNotTellItsSplitsApartHasOneWatermark() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING, "a@0")) {
            go(harness, "- 100");
            assertThat(harness.outputWatermarks()).containsExactly(99L);
        }
    }

    @Test
    void aPunctuatedWatermarkOfASourceFollowsItsRecord() {
        TestSink<String> seen = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(
                        TestSource.<Long>of(5L, 7L),
                        WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                                .withTimestampAssigner((value, old) -> value),
                        "records")
                .process(new WithWatermark())
                .sinkTo(seen);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(seen.committed()).containsExactly("5 before any", "7 after 5");
    }

    @Test
    void aWatermarkOfAReaderThatFallsBackIsNotHeard() {
        TestSink<String> seen = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(TestSource.<Long>of(watermark(9), 5L, watermark(7), 7L, watermark(12), 8L), "records")
                .process(new WithWatermark())
                .rebalance()
                .sinkTo(seen);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(seen.committed()).containsExactly("5 after 9", "7 after 9", "8 after 12");
    }

    private static final class WithWatermark extends ProcessFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) {
            long watermark = ctx.timerService().currentWatermark();
            out.collect(value + (watermark == Long.MIN_VALUE ? " before any" : " after " + watermark));
        }
    }

    @Test
    void theEndOfTheInputIsTheLastWatermark() throws Exception {
        try (SourceHarness<Long> harness = source(ASCENDING, "a@0")) {
            go(harness, "a 100", "end");
            assertThat(harness.outputWatermarks()).endsWith(Long.MAX_VALUE);
            go(harness);
            assertThat(harness.outputWatermarks()).endsWith(Long.MAX_VALUE);
        }
    }

    @Test
    void theEndOfTheInputIsTheLastWatermarkAlsoWithoutWatermarks() throws Exception {
        try (SourceHarness<Long> harness = source(WatermarkStrategy.noWatermarks(), "a@0")) {
            go(harness, "a 100", "end");
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of(100L, Long.MIN_VALUE));
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    // ------------------------------------------------------------------------------------------------ alignment

    @Test
    void aReaderThatIsTooFarAheadWaitsUntilTheSlowestHasCaughtUp() throws Exception {
        try (SourceHarness<Long> harness =
                source(ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(10)), "a@0", "b@1")) {
            say(1, "b 100");
            go(harness, "a 105");
            round(harness);
            say(1, "b 110");
            go(harness, "a 150");
            round(harness);
            harness.takeOutput();
            go(harness, "a 160");
            assertThat(harness.takeOutput()).as("a is at 149, b at 109").isEmpty();
            say(1, "b 145");
            go(harness);
            round(harness); // b reports
            round(harness); // a is told
            assertThat(harness.takeOutput()).containsExactlyInAnyOrder(145L, 160L);
        }
    }

    @Test
    void aReaderThatHasEndedHoldsUpNobody() throws Exception {
        try (SourceHarness<Long> harness =
                source(ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(10)), "a@0", "b@1")) {
            say(1, "b 100");
            go(harness, "a 150");
            round(harness);
            say(1, "end");
            go(harness);
            round(harness);
            harness.takeOutput();
            go(harness, "a 160");
            assertThat(harness.takeOutput()).containsExactly(160L);
        }
    }

    @Test
    void aReaderThatIsIdleHoldsUpNobody() throws Exception {
        try (SourceHarness<Long> harness = source(
                ASCENDING.withIdleness(Duration.ofMillis(300)).withWatermarkAlignment("g", Duration.ofMillis(10)),
                "a@0",
                "b@1")) {
            say(1, "b 100");
            go(harness, "a 150");
            round(harness);
            round(harness);
            round(harness);
            harness.takeOutput();
            go(harness, "a 160");
            assertThat(harness.takeOutput()).containsExactly(160L);
        }
    }

    @Test
    void aSplitThatIsTooFarAheadIsPausedAndResumed() throws Exception {
        try (SourceHarness<Long> harness =
                source(ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(10)), "a@0", "b@0")) {
            go(harness, "a 150", "b 100");
            round(harness);
            assertThat(ScriptedSource.PAUSED).containsExactly("a");
            go(harness, "b 145");
            round(harness);
            assertThat(ScriptedSource.PAUSED).isEmpty();
        }
    }

    @Test
    void aPausedSplitIsResumedAlsoWhenItIsTheOnlyOneLeft() throws Exception {
        try (SourceHarness<Long> harness =
                source(ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(10)), "a@0", "b@0")) {
            go(harness, "a 150", "b 100");
            round(harness);
            assertThat(ScriptedSource.PAUSED).containsExactly("a");
            go(harness, "b done");
            round(harness);
            assertThat(ScriptedSource.PAUSED).isEmpty();
        }
    }

    @Test
    void aReaderThatCannotPauseSplitsIsRefusedWhenItWouldHaveTo() throws Exception {
        ScriptedSource source = new ScriptedSource(false, "a@0", "b@0");
        try (SourceHarness<Long> harness =
                OperatorHarness.forSource(source, ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(10)), 1)) {
            go(harness, "a 150", "b 100");
            assertThatThrownBy(() -> round(harness)).hasMessageContaining("[API-185]");
        }
    }

    private static final class EachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static SourceHarness<Long> source(WatermarkStrategy<Long> strategy, String... splits) {
        int readers = 1;
        for (String split : splits) {
            readers = Math.max(readers, Integer.parseInt(split.substring(split.indexOf('@') + 1)) + 1);
        }
        return OperatorHarness.forSource(new ScriptedSource(true, splits), strategy, readers);
    }

    private static void say(int reader, String... lines) {
        ScriptedSource.say(reader, lines);
    }

    /** Reader 0 does this too, then generators are asked. */
    private void go(SourceHarness<Long> harness, String... lines) throws Exception {
        say(0, lines);
        harness.poll(100);
        time += 200;
        harness.setProcessingTime(time);
    }

    /** Readers report and are answered. */
    private void round(SourceHarness<Long> harness) throws Exception {
        time += 1_000;
        harness.setProcessingTime(time);
        harness.poll(100);
    }
}
