package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class SystemClockTest {
    @Test
    void aFutureCompletesNotBeforeItsTime() throws Exception {
        try (SystemClock clock = new SystemClock(TestWorker.NO_DEATH)) {
            long start = clock.nanoTime();
            clock.after(2_000_000).get(10, TimeUnit.SECONDS);
            assertThat(clock.nanoTime() - start).isGreaterThanOrEqualTo(2_000_000);
            assertThat(clock.after(0)).isCompleted();
            assertThat(clock.after(-1)).isCompleted();
        }
    }

    @Test
    void aCancelledFutureLeavesNoTimerBehind() {
        try (SystemClock clock = new SystemClock(TestWorker.NO_DEATH)) {
            CompletableFuture<Void> later = clock.after(TimeUnit.HOURS.toNanos(1));
            assertThat(clock.waiting()).isEqualTo(1);
            later.cancel(false);
            assertThat(clock.waiting()).isZero();
        }
    }

    @Test
    void aClosedClockCompletesNothingAndThrowsNothing() {
        SystemClock clock = new SystemClock(TestWorker.NO_DEATH);
        CompletableFuture<Void> pending = clock.after(TimeUnit.HOURS.toNanos(1));
        clock.close();
        assertThat(pending).isNotDone();
        assertThat(clock.after(1)).isNotDone();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_19) // newer ones cannot kill a thread
    @SuppressWarnings({"removal", "deprecation"})
    void aThreadThatDiesIsTold() throws Exception {
        BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
        AtomicReference<Thread> victim = new AtomicReference<>();
        try (SystemClock clock = new SystemClock((name, why) -> deaths.add(why))) {
            CompletableFuture<Void> on = clock.after(500_000_000).thenRun(() -> victim.set(Thread.currentThread()));
            on.get(60, TimeUnit.SECONDS);
            Thread thread = Objects.requireNonNull(victim.get());
            while (thread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait(); // what kills it inside of a task is taken for the task's failure
            }
            thread.stop();
            thread.interrupt(); // it sleeps
            assertThat(deaths.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
    }
}
