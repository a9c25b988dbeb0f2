package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = -SECOND;

    @Test
    void itIsOverWhenTheTimeIsUp() {
        Patience patience = new Patience(3 * SECOND, () -> now);
        for (int second = 0; second < 3; second++) {
            now += SECOND;
            assertThat(patience.isOver()).isFalse();
        }
        now += SECOND;
        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void timeInWhichTheMachineStoodStillDoesNotCount() {
        Patience patience = new Patience(3 * SECOND, () -> now);
        now += 600 * SECOND;
        assertThat(patience.isOver()).isFalse();
        now += 2 * SECOND;
        assertThat(patience.isOver()).isFalse();
        now += 2 * SECOND;
        assertThat(patience.isOver()).isTrue();
    }
}
