package io.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AwakeTimeTest {
    private static final long START =
            Long.valueOf(Long.MAX_VALUE - 10); // such a clock overflows; no constant, which may not

    private final AwakeTime time = new AwakeTime(500, START);

    @Test
    void timeGoesOnWhileSomebodyLooks() {
        assertThat(time.at(START)).isZero();
        assertThat(time.at(START + 300)).isEqualTo(300);
        assertThat(time.at(START + 600)).isEqualTo(600);
        assertThat(time.at(START + 1_100)).isEqualTo(1_100);
    }

    @Test
    void ofATimeInWhichNobodyLookedNextToNothingCounts() {
        time.at(START + 100);
        assertThat(time.at(START + 60_000)).isEqualTo(600);
        assertThat(time.at(START + 60_100)).as("it goes on from there").isEqualTo(700);
    }

    @Test
    void aClockThatGoesBackStandsStill() {
        time.at(START + 100);
        assertThat(time.at(START + 40)).isEqualTo(100);
        assertThat(time.at(START + 50)).isEqualTo(110);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new AwakeTime(0, 0)).hasMessageContaining("at most 0 ns");
    }
}
