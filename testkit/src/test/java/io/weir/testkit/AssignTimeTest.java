package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.time.AssignerWithPeriodicWatermarks;
import io.weir.api.time.AssignerWithPunctuatedWatermarks;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules of {@code assignTimestampsAndWatermarks}. */
class AssignTimeTest {
    private static final WatermarkStrategy<Long> BOUNDED = WatermarkStrategy.<Long>forBoundedOutOfOrderness(
                    Duration.ofMillis(5))
            .withTimestampAssigner((e, old) -> e);

    @Test
    void recordsGetTheTimestampOfTheAssigner() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED)) {
            harness.processElement(100L);
            harness.processElement(90L, 7);
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of(100L, 100), Emitted.of(90L, 90));
        }
    }

    @Test
    void aPeriodicWatermarkIsEmittedEvery200Milliseconds() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED)) {
            harness.processElement(100L);
            harness.setProcessingTime(199);
            assertThat(harness.outputWatermarks()).isEmpty();
            harness.setProcessingTime(200);
            assertThat(harness.outputWatermarks()).containsExactly(94L);
            harness.setProcessingTime(1_000);
            assertThat(harness.outputWatermarks()).as("only if it rose").containsExactly(94L);
            harness.processElement(200L);
            harness.setProcessingTime(1_200);
            assertThat(harness.outputWatermarks()).containsExactly(94L, 194L);
        }
    }

    @Test
    void theIntervalIsThatOfTheExecutionConfig() throws Exception {
        try (OneInputHarness<Long, Long> harness = OperatorHarness.oneInput(stream -> {
            stream.getExecutionEnvironment().getConfig().setAutoWatermarkInterval(30);
            return stream.assignTimestampsAndWatermarks(BOUNDED);
        })) {
            harness.processElement(100L);
            harness.setProcessingTime(30);
            assertThat(harness.outputWatermarks()).containsExactly(94L);
        }
    }

    @Test
    void withAnIntervalOfZeroNothingIsPeriodic() throws Exception {
        try (OneInputHarness<Long, Long> harness = OperatorHarness.oneInput(stream -> {
            stream.getExecutionEnvironment().getConfig().setAutoWatermarkInterval(0);
            return stream.assignTimestampsAndWatermarks(BOUNDED);
        })) {
            harness.processElement(100L);
            harness.setProcessingTime(10_000);
            assertThat(harness.outputWatermarks()).isEmpty();
            harness.endInput();
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void watermarksFromBeforeAreSwallowedButForTheLast() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED)) {
            harness.processWatermark(1_000);
            harness.setProcessingTime(400);
            assertThat(harness.outputWatermarks()).isEmpty();
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void idlenessFromBeforeIsSwallowed() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED)) {
            harness.markIdle();
            assertThat(harness.isOutputIdle()).isFalse();
        }
    }

    @Test
    void anIdleStreamSaysSoAndBecomesActiveWithItsNextWatermark() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED.withIdleness(Duration.ofMillis(300)))) {
            harness.processElement(100L);
            harness.setProcessingTime(700);
            assertThat(harness.isOutputIdle()).isFalse();
            harness.setProcessingTime(800);
            assertThat(harness.isOutputIdle()).isTrue();
            harness.processElement(50L);
            harness.setProcessingTime(1_000);
            assertThat(harness.isOutputIdle())
                    .as("also when the watermark does not rise")
                    .isFalse();
        }
    }

    @Test
    void theLastWatermarkMakesAnIdleStreamActive() throws Exception {
        try (OneInputHarness<Long, Long> harness = assigning(BOUNDED.withIdleness(Duration.ofMillis(300)))) {
            harness.setProcessingTime(800);
            assertThat(harness.isOutputIdle()).isTrue();
            harness.endInput();
            assertThat(harness.isOutputIdle()).isFalse();
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void aPunctuatedWatermarkFollowsItsRecordAtOnce() throws Exception {
        try (OneInputHarness<Long, Long> harness =
                assigning(WatermarkStrategy.forGenerator(context -> new Punctuated()))) {
            harness.processElement(1L, 10);
            harness.processElement(2L, 5);
            harness.processElement(3L, 11);
            assertThat(harness.outputWatermarks()).containsExactly(10L, 11L);
        }
    }

    @Test
    void theOldPeriodicAssignerWorks() throws Exception {
        try (OneInputHarness<Long, Long> harness =
                OperatorHarness.oneInput(stream -> stream.assignTimestampsAndWatermarks(new OldPeriodic()))) {
            harness.setProcessingTime(200);
            assertThat(harness.outputWatermarks()).as("null is none").isEmpty();
            harness.processElement(100L);
            harness.setProcessingTime(400);
            assertThat(harness.outputWatermarks()).containsExactly(90L);
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of(100L, 100));
        }
    }

    @Test
    void theOldPunctuatedAssignerWorks() throws Exception {
        try (OneInputHarness<Long, Long> harness =
                OperatorHarness.oneInput(stream -> stream.assignTimestampsAndWatermarks(new OldPunctuated()))) {
            harness.processElement(100L);
            harness.processElement(101L);
            assertThat(harness.outputWatermarks()).as("null is none").containsExactly(100L);
        }
    }

    @Test
    void anExceptionOfTheAssignerIsTheUsers() throws Exception {
        WatermarkStrategy<Long> bad = WatermarkStrategy.<Long>noWatermarks().withTimestampAssigner((e, old) -> {
            throw new IllegalStateException("no time");
        });
        try (OneInputHarness<Long, Long> harness = assigning(bad)) {
            assertThatThrownBy(() -> harness.processElement(1L)).hasRootCauseMessage("no time");
        }
    }

    private static OneInputHarness<Long, Long> assigning(WatermarkStrategy<Long> strategy) {
        return OperatorHarness.oneInput(stream -> stream.assignTimestampsAndWatermarks(strategy));
    }

    private static final class OldPeriodic implements AssignerWithPeriodicWatermarks<Long> {
        private static final long serialVersionUID = 1L;
        private long highest = Long.MIN_VALUE;

        @Override
        public long extractTimestamp(Long element, long recordTimestamp) {
            highest = Math.max(highest, element);
            return element;
        }

        @Override
        @SuppressWarnings("NullAway") // tests are not checked for null
        public Watermark getCurrentWatermark() {
            return highest == Long.MIN_VALUE ? null : new Watermark(highest - 10);
        }
    }

    private static final class OldPunctuated implements AssignerWithPunctuatedWatermarks<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public long extractTimestamp(Long element, long recordTimestamp) {
            return element;
        }

        @Override
        @SuppressWarnings("NullAway") // tests are not checked for null
        public Watermark checkAndGetNextWatermark(Long lastElement, long extractedTimestamp) {
            return extractedTimestamp % 2 == 0 ? new Watermark(extractedTimestamp) : null;
        }
    }

    private static final class Punctuated implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
