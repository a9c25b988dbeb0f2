package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    @Test
    void itGoesOnByElapsedTimeWhateverTheWallClockSaysMeanwhile() { // simulation, seeds 115 and 264
        AtomicLong nanos = new AtomicLong(5_000_000_000L);
        SteadyClock clock = new SteadyClock(1_700_000_000_000L, nanos::get);

        assertThat(clock.getAsLong()).isEqualTo(1_700_000_000_000L);
        nanos.addAndGet(1_500_000_000L);
        assertThat(clock.getAsLong()).isEqualTo(1_700_000_001_500L);
    }

    @Test
    void itBeginsWithTheWallClock() {
        assertThat(SteadyClock.start().getAsLong())
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
    }
}
