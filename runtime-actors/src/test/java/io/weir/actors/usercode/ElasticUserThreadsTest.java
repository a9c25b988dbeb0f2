package io.weir.actors.usercode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.worker.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ElasticUserThreadsTest {
    private static final ClassLoader LOADER = new ClassLoader("job", ElasticUserThreadsTest.class.getClassLoader()) {};

    private final SystemClock clock = new SystemClock((thread, why) -> {});
    private final ElasticUserThreads threads = new ElasticUserThreads(clock, Duration.ofMillis(50));
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        threads.close();
        clock.close();
    }

    private void waitForRelease(CountDownLatch begun) {
        begun.countDown();
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aLaneOfOneKeepsTheOrderWithTheClassLoaderOfItsJob() throws Exception {
        UserLane lane = threads.lane("lane", 1, LOADER);
        List<Integer> ran = new ArrayList<>(); // of one thread at a time
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        for (int task = 0; task < 10_000; task++) {
            int number = task;
            lane.execute(() -> ran.add(number));
        }
        lane.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
        assertThat(seen.get()).isSameAs(LOADER);
        assertThat(ran).hasSize(10_000).isSorted();
    }

    @Test
    void aLaneThatBlocksHoldsUpNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(40);
        for (int each = 0; each < 40; each++) {
            threads.lane("blocks", 1, LOADER).execute(() -> waitForRelease(begun));
        }
        begun.await();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        threads.lane("other", 1, LOADER).execute(() -> ran.complete(true));
        assertThat(ran.get()).isTrue();
    }

    @Test
    void noMoreRunAtOnceThanALaneAllows() throws Exception {
        UserLane lane = threads.lane("lane", 2, LOADER);
        CountDownLatch two = new CountDownLatch(2);
        lane.execute(() -> waitForRelease(two));
        lane.execute(() -> waitForRelease(two));
        CompletableFuture<Boolean> third = new CompletableFuture<>();
        lane.execute(() -> third.complete(true));
        two.await();
        assertThat(third).isNotDone();
        release.countDown();
        assertThat(third.get()).isTrue();
    }

    @Test
    void anInterruptHitsWhatRunsAndNotWhatRunsThereNext() throws Exception {
        UserLane lane = threads.lane("lane", 1, LOADER);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        lane.execute(() -> {
            begun.countDown();
            try {
                release.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        lane.execute(() -> next.complete(Thread.currentThread().isInterrupted()));
        begun.await();
        lane.interrupt();
        assertThat(interrupted.get()).isTrue();
        assertThat(next.get()).isFalse();
    }

    @Test
    void theLastTaskRunsWhenAllOthersHaveEndedAndNoneAfterIt() throws Exception {
        UserLane lane = threads.lane("lane", 3, LOADER);
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(2);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        for (int each = 0; each < 2; each++) {
            lane.execute(() -> {
                begun.countDown();
                try {
                    release.await(); // until it is interrupted
                } catch (InterruptedException e) {
                    ran.add("interrupted");
                }
            });
        }
        begun.await();
        lane.end(() -> ended.complete(ran.add("last")), where -> ran.add("abandoned"));
        lane.execute(() -> ran.add("late"));
        assertThat(ended.get()).isTrue();
        assertThat(ran).containsExactly("interrupted", "interrupted", "last");
    }

    @Test
    void whatIgnoresInterruptsIsAbandonedWithAWordWhereItIs() throws Exception {
        UserLane lane = threads.lane("lane", 1, LOADER);
        CountDownLatch begun = new CountDownLatch(1);
        lane.execute(() -> waitForRelease(begun));
        begun.await();
        CompletableFuture<String> abandoned = new CompletableFuture<>();
        List<String> ran = new CopyOnWriteArrayList<>();
        lane.end(() -> ran.add("last"), abandoned::complete);
        assertThat(abandoned.get()).startsWith("weir-user lane at ").contains("ElasticUserThreadsTest.waitForRelease");
        assertThat(ran).isEmpty();
    }

    @Test
    void aTaskThatThrowsEndsNothing() throws Exception {
        UserLane lane = threads.lane("lane", 1, LOADER);
        lane.execute(() -> {
            throw new AssertionError("poison");
        });
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        lane.execute(() -> next.complete(true));
        assertThat(next.get()).isTrue();
    }
}
