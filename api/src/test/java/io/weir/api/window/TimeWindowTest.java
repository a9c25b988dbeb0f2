package io.weir.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.time.Time;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.assigner.WindowStagger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    private static final WindowAssigner.WindowAssignerContext AT_1234 = new WindowAssigner.WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
            return 1_234;
        }
    };

    @ParameterizedTest
    @CsvSource({
        "0,0,10,0",
        "9,0,10,0",
        "10,0,10,10",
        "-1,0,10,-10",
        "-10,0,10,-10",
        "-11,0,10,-20",
        "7,3,10,3",
        "2,3,10,-7",
        "5,-3,10,-3"
    })
    void windowsBeginAtMultiplesOfTheSizePlusTheOffset(long timestamp, long offset, long size, long start) {
        assertThat(TimeWindow.getWindowStartWithOffset(timestamp, offset, size)).isEqualTo(start);
    }

    @Test
    void theLastMillisecondIsTheOneBeforeTheEnd() {
        assertThat(new TimeWindow(0, 10).maxTimestamp()).isEqualTo(9);
        assertThat(GlobalWindow.get().maxTimestamp()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void windowsThatOnlyTouchIntersect() {
        assertThat(new TimeWindow(0, 10).intersects(new TimeWindow(10, 20))).isTrue();
        assertThat(new TimeWindow(10, 20).intersects(new TimeWindow(0, 10))).isTrue();
        assertThat(new TimeWindow(0, 10).intersects(new TimeWindow(11, 20))).isFalse();
    }

    @Test
    void mergingCoversWhatOverlapsOrTouchesAndLeavesTheRest() {
        List<String> merges = new ArrayList<>();
        TimeWindow.mergeWindows(
                List.of(
                        new TimeWindow(30, 40),
                        new TimeWindow(0, 10),
                        new TimeWindow(10, 15),
                        new TimeWindow(12, 13),
                        new TimeWindow(41, 50),
                        new TimeWindow(35, 36)),
                (merged, result) -> merges.add(merged.size() + " into " + result));
        assertThat(merges).containsExactly("3 into TimeWindow{start=0, end=15}", "2 into TimeWindow{start=30, end=40}");
    }

    @Test
    void aRecordIsInSizeOverSlideWindowsTheYoungestFirst() {
        assertThat(SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5))
                        .assignWindows("r", 12, AT_1234))
                .containsExactly(new TimeWindow(10, 20), new TimeWindow(5, 15));
        assertThat(SlidingEventTimeWindows.of(Duration.ofMillis(5), Duration.ofMillis(10))
                        .assignWindows("r", 7, AT_1234))
                .as("between windows that leave gaps")
                .isEmpty();
        assertThat(SlidingProcessingTimeWindows.of(
                                Time.milliseconds(1000), Time.milliseconds(500), Time.milliseconds(100))
                        .assignWindows("r", 0, AT_1234))
                .containsExactly(new TimeWindow(1_100, 2_100), new TimeWindow(600, 1_600));
    }

    @Test
    void staggeredWindowsAreShiftedOnceAndForAll() {
        TumblingProcessingTimeWindows natural =
                TumblingProcessingTimeWindows.of(Duration.ofSeconds(1), Duration.ZERO, WindowStagger.NATURAL);
        assertThat(natural.assignWindows("r", 0, AT_1234)).containsExactly(new TimeWindow(1_234, 2_234));
        Set<Long> offsets = new java.util.HashSet<>();
        for (int subtask = 0; subtask < 20; subtask++) {
            long offset = WindowStagger.RANDOM.getStaggerOffset(1_234, 1_000, subtask);
            assertThat(offset).isBetween(0L, 999L);
            offsets.add(offset);
        }
        assertThat(offsets).hasSizeGreaterThan(15);
        assertThat(WindowStagger.ALIGNED.getStaggerOffset(1_234, 1_000, 3)).isZero();
    }

    @Test
    void anOffsetIsSmallerThanTheSizeOrSlideWhicheverItsSign() {
        Duration ten = Duration.ofMillis(10);
        TumblingEventTimeWindows.of(ten, Duration.ofMillis(-9));
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(ten, ten)).hasMessageStartingWith("[API-130]");
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(ten, ten.negated()))
                .hasMessageStartingWith("[API-130]");
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(Duration.ZERO)).hasMessageStartingWith("[API-130]");
        assertThatThrownBy(() -> SlidingEventTimeWindows.of(ten, Duration.ofMillis(5), Duration.ofMillis(5)))
                .hasMessageStartingWith("[API-130]");
        assertThatThrownBy(() -> SlidingEventTimeWindows.of(ten, Duration.ZERO)).hasMessageStartingWith("[API-130]");
        assertThatThrownBy(() -> EventTimeSessionWindows.withGap(Duration.ZERO)).hasMessageStartingWith("[API-130]");
    }

    @Test
    void eventTimeWindowsRefuseRecordsWithoutTimestamp() {
        assertThatThrownBy(() ->
                        TumblingEventTimeWindows.of(Duration.ofMillis(10)).assignWindows("r", Long.MIN_VALUE, AT_1234))
                .hasMessageStartingWith("[API-106]")
                .hasMessageContaining("assignTimestampsAndWatermarks");
    }
}
