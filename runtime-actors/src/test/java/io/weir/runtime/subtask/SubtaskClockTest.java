package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.time.ProcessingClock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SubtaskClockTest {
    private long now = 1_000;
    private final SubtaskClock clock = new SubtaskClock(new ProcessingClock() {
        @Override
        public long currentTimeMillis() {
            return now / 1_000_000;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public CompletableFuture<Void> after(long nanos) {
            throw new AssertionError("it only reads the clock");
        }
    });

    /** A turn of so long, after which there is more to read or not, and room for output or not. */
    private void turn(long nanos, boolean more, boolean availability) {
        clock.turnBegins();
        now += nanos;
        clock.turnEnds(more, availability);
    }

    @Test
    void theClockOfIdlenessStandsStillOnlyUnderBackpressure() {
        long begin = clock.relativeTimeNanos();
        turn(5, false, true);
        now += 100; // idle: it would read if there were something
        assertThat(clock.relativeTimeNanos() - begin).isEqualTo(105);
        turn(5, false, false);
        now += 1_000; // nobody takes what it has
        assertThat(clock.relativeTimeNanos() - begin).isEqualTo(110);
        turn(5, true, true);
        now += 10; // it waits for a thread
        assertThat(clock.relativeTimeNanos() - begin).isEqualTo(125);
    }

    @Test
    void timeIsEitherBusyOrIdleOrBackpressured() {
        turn(5, true, true);
        now += 10;
        turn(7, false, false);
        now += 1_000;
        turn(3, false, true);
        now += 100;
        clock.readNow();
        assertThat(clock.busyNanos()).isEqualTo(5 + 10 + 7 + 3);
        assertThat(clock.backPressuredNanos()).isEqualTo(1_000);
        assertThat(clock.idleNanos()).isEqualTo(100);
    }
}
