package io.weir.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.time.WatermarkStrategy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sources, a and b, wait for each other; c is in no group. */
class WatermarkAlignmentTest {
    private final WatermarkAlignment alignment = new WatermarkAlignment();

    @BeforeEach
    void aAndBAreOneGroup() {
        for (String source : new String[] {"a", "b"}) {
            alignment.add(
                    source,
                    WatermarkStrategy.noWatermarks()
                            .withWatermarkAlignment("g", Duration.ofMillis(10))
                            .getAlignmentParameters());
        }
    }

    @Test
    void nobodyMayBeFurtherThanTheDriftAheadOfTheSlowestOfTheGroup() {
        assertThat(until("a", 100)).isEqualTo(110);
        assertThat(until("b", 40)).isEqualTo(50);
        assertThat(until("a", 100)).isEqualTo(50);
    }

    @Test
    void whoIsIdleOrHasEndedIsWaitedForByNobody() {
        until("b", 40);
        until("b", Long.MAX_VALUE);
        assertThat(until("a", 100)).isEqualTo(110);
    }

    @Test
    void theEndOfTimeAndADriftDoNotWrapAround() {
        until("a", Long.MAX_VALUE);
        assertThat(until("b", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(until("b", Long.MAX_VALUE - 5)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoIsInNoGroupMayGoAsFarAsItLikes() {
        until("a", 1);
        assertThat(until("c", 100)).isEqualTo(Long.MAX_VALUE);
    }

    private long until(String source, long watermark) {
        return alignment
                .onReport(source, 0, new WatermarkAlignment.Report(watermark))
                .watermark();
    }
}
