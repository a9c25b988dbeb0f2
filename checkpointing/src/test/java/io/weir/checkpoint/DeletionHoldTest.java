package io.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeletionHoldTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @Test
    void aHoldEndsByItself() {
        DeletionHold hold = DeletionHold.of(HOUR, 1_000);
        assertThat(hold.isOn(1_000)).isTrue();
        assertThat(hold.isOn(1_000 + HOUR - 1)).isTrue();
        assertThat(hold.isOn(1_000 + HOUR)).isFalse();
        assertThat(DeletionHold.NONE.isOn(0)).isFalse();
    }

    @Test
    void aLeaderWhoseClockIsBehindHoldsNoLongerThanWasAskedFor() {
        DeletionHold hold = DeletionHold.of(HOUR, 10 * HOUR);
        assertThat(hold.takenOver(2 * HOUR)).isEqualTo(new DeletionHold(2 * HOUR, 3 * HOUR));
        assertThat(hold.takenOver(10 * HOUR + 5)).isEqualTo(hold);
        assertThat(hold.takenOver(12 * HOUR).isOn(12 * HOUR)).as("it has ended").isFalse();
    }

    @Test
    void aLengthThatMakesNoSenseIsRefused() {
        for (long length :
                new long[] {Long.MIN_VALUE, -1, 0, 999, Duration.ofDays(7).toMillis() + 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> DeletionHold.of(length, 5))
                    .as("%d", length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[CKP-411]");
        }
    }
}
