package io.weir.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatermarkStrategyTest {
    private final Said said = new Said();
    private final HandClock clock = new HandClock();

    @Test
    void boundedOutOfOrdernessIsTheHighestTimestampLessTheBoundLessOne() {
        WatermarkGenerator<String> generator = made(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(5)));
        generator.onEvent("a", 100, said);
        generator.onEvent("b", 90, said);
        assertThat(said.take()).isEmpty();
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly("94");
    }

    @Test
    void theFirstWatermarkOfBoundedOutOfOrdernessIsTheLowest() {
        WatermarkGenerator<String> generator = made(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(5)));
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly(String.valueOf(Long.MIN_VALUE));
    }

    @Test
    void aRecordWithoutTimestampDoesNotMoveTheWatermark() {
        WatermarkGenerator<String> generator = made(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(5)));
        generator.onEvent("a", TimestampAssigner.NO_TIMESTAMP, said);
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly(String.valueOf(Long.MIN_VALUE));
    }

    @Test
    void monotonousIsTheHighestTimestampLessOne() {
        WatermarkGenerator<String> generator = made(WatermarkStrategy.forMonotonousTimestamps());
        generator.onEvent("a", 100, said);
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly("99");
    }

    @Test
    void noWatermarksEmitsNone() {
        WatermarkGenerator<String> generator = made(WatermarkStrategy.noWatermarks());
        generator.onEvent("a", 100, said);
        generator.onPeriodicEmit(said);
        assertThat(said.take()).isEmpty();
    }

    @Test
    void aStreamIsIdleWhenTheTimeoutHasPassedSinceAQuestionWithoutRecord() {
        WatermarkGenerator<String> generator =
                made(WatermarkStrategy.<String>forMonotonousTimestamps().withIdleness(Duration.ofMillis(100)));
        generator.onEvent("a", 10, said);
        clock.millis = 50;
        generator.onPeriodicEmit(said);
        clock.millis = 70;
        generator.onPeriodicEmit(said);
        clock.millis = 170;
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly("9", "9", "9");
        clock.millis = 171;
        generator.onPeriodicEmit(said);
        clock.millis = 500;
        generator.onPeriodicEmit(said);
        assertThat(said.take()).as("told once").containsExactly("idle");
    }

    @Test
    void aRecordEndsIdleness() {
        WatermarkGenerator<String> generator =
                made(WatermarkStrategy.<String>forMonotonousTimestamps().withIdleness(Duration.ofMillis(100)));
        generator.onPeriodicEmit(said);
        clock.millis = 101;
        generator.onPeriodicEmit(said);
        said.take();
        generator.onEvent("a", 10, said);
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly("9");
        clock.millis = 300;
        generator.onPeriodicEmit(said);
        clock.millis = 401;
        generator.onPeriodicEmit(said);
        assertThat(said.take()).containsExactly("9", "idle");
    }

    @Test
    void theIdlenessClockStandsStillWhileTheInputCouldNotBeRead() {
        WatermarkGenerator<String> generator =
                made(WatermarkStrategy.<String>forMonotonousTimestamps().withIdleness(Duration.ofMillis(100)));
        generator.onPeriodicEmit(said);
        clock.millis = 10_000;
        clock.pausedMillis = 9_950;
        generator.onPeriodicEmit(said);
        assertThat(said.take()).doesNotContain("idle");
    }

    @Test
    void partsOfAStrategyAreExchangedInAnyOrder() {
        WatermarkStrategy<String> assignedFirst = WatermarkStrategy.<String>forMonotonousTimestamps()
                .withTimestampAssigner((element, recordTimestamp) -> recordTimestamp + 1)
                .withIdleness(Duration.ofMillis(100))
                .withWatermarkAlignment("group", Duration.ofSeconds(20));
        WatermarkStrategy<String> assignedLast = WatermarkStrategy.<String>forMonotonousTimestamps()
                .withWatermarkAlignment("group", Duration.ofSeconds(20))
                .withIdleness(Duration.ofMillis(100))
                .withTimestampAssigner(context -> (element, recordTimestamp) -> recordTimestamp + 1);
        for (WatermarkStrategy<String> strategy : List.of(assignedFirst, assignedLast)) {
            assertThat(strategy.createTimestampAssigner(clock).extractTimestamp("a", 5))
                    .isEqualTo(6);
            assertThat(made(strategy)).isInstanceOf(WatermarksWithIdleness.class);
            WatermarkAlignmentParams alignment = strategy.getAlignmentParameters();
            assertThat(alignment.isEnabled()).isTrue();
            assertThat(alignment.getWatermarkGroup()).isEqualTo("group");
            assertThat(alignment.getMaxAllowedWatermarkDrift()).isEqualTo(20_000);
            assertThat(alignment.getUpdateInterval()).isEqualTo(1_000);
        }
        assertThat(WatermarkStrategy.noWatermarks().getAlignmentParameters().isEnabled())
                .isFalse();
    }

    @Test
    void withoutAssignerARecordKeepsItsTimestamp() {
        assertThat(WatermarkStrategy.<String>noWatermarks()
                        .createTimestampAssigner(clock)
                        .extractTimestamp("a", 7))
                .isEqualTo(7);
    }

    @Test
    void strategiesTravel() throws IOException {
        WatermarkStrategy<String> strategy = WatermarkStrategy.<String>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                .withTimestampAssigner((element, recordTimestamp) -> element.length())
                .withIdleness(Duration.ofSeconds(1))
                .withWatermarkAlignment("group", Duration.ZERO);
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(strategy);
            out.writeObject(WatermarkStrategy.forGenerator(context -> new NoWatermarksGenerator<>()));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(-1)))
                .hasMessageStartingWith("[API-180]");
        assertThatThrownBy(() -> WatermarkStrategy.noWatermarks().withIdleness(Duration.ZERO))
                .hasMessageStartingWith("[API-180]");
        assertThatThrownBy(() -> WatermarkStrategy.noWatermarks().withWatermarkAlignment("", Duration.ZERO))
                .hasMessageStartingWith("[API-180]");
        assertThatThrownBy(() -> WatermarkStrategy.noWatermarks().withWatermarkAlignment("g", Duration.ofMillis(-1)))
                .hasMessageStartingWith("[API-180]");
        assertThatThrownBy(() ->
                        WatermarkStrategy.noWatermarks().withWatermarkAlignment("g", Duration.ZERO, Duration.ZERO))
                .hasMessageStartingWith("[API-180]");
    }

    @Test
    void theOldExtractorsWatermarkIsTheHighestTimestampLessTheBound() {
        BoundedOutOfOrdernessTimestampExtractor<Long> extractor =
                new BoundedOutOfOrdernessTimestampExtractor<>(Time.milliseconds(5)) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public long extractTimestamp(Long element) {
                        return element;
                    }
                };
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(Long.MIN_VALUE));
        assertThat(extractor.extractTimestamp(100L, Long.MIN_VALUE)).isEqualTo(100);
        assertThat(extractor.extractTimestamp(50L, Long.MIN_VALUE)).isEqualTo(50);
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(95));
    }

    @Test
    void aFallingTimestampIsAViolationOfTheOldAscendingExtractor() {
        AscendingTimestampExtractor<Long> extractor = new AscendingTimestampExtractor<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public long extractAscendingTimestamp(Long element) {
                return element;
            }
        };
        extractor.withViolationHandler(new AscendingTimestampExtractor.FailingHandler());
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(Long.MIN_VALUE));
        extractor.extractTimestamp(10L, 0);
        extractor.extractTimestamp(10L, 0);
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(9));
        assertThatThrownBy(() -> extractor.extractTimestamp(9L, 0)).hasMessageStartingWith("[API-181]");
    }

    private <T> WatermarkGenerator<T> made(WatermarkStrategy<T> strategy) {
        return strategy.createWatermarkGenerator(clock);
    }

    private static final class Said implements WatermarkOutput {
        private final List<String> lines = new ArrayList<>();

        List<String> take() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            lines.add(String.valueOf(watermark.timestamp()));
        }

        @Override
        public void markIdle() {
            lines.add("idle");
        }

        @Override
        public void markActive() {
            lines.add("active");
        }
    }

    private static final class HandClock
            implements WatermarkGeneratorSupplier.Context,
                    TimestampAssignerSupplier.Context,
                    RelativeClock,
                    ProcessingClock {
        private long millis;
        private long pausedMillis;

        @Override
        public RelativeClock getInputActivityClock() {
            return this;
        }

        @Override
        public ProcessingClock getProcessingClock() {
            return this;
        }

        @Override
        public long relativeTimeMillis() {
            return millis - pausedMillis;
        }

        @Override
        public long relativeTimeNanos() {
            return relativeTimeMillis() * 1_000_000;
        }

        @Override
        public long currentTimeMillis() {
            return millis;
        }

        @Override
        public long nanoTime() {
            return millis * 1_000_000;
        }

        @Override
        public CompletableFuture<@Nullable Void> after(long nanos) {
            throw new UnsupportedOperationException();
        }
    }
}
