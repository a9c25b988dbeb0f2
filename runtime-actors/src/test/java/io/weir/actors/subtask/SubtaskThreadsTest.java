package io.weir.actors.subtask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubtaskThreadsTest {
    private final List<SubtaskThreads> opened = new ArrayList<>();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

    private SubtaskThreads threads(int count) {
        return threads(count, new StuckThreads.Settings(Duration.ofMinutes(5), 0));
    }

    private SubtaskThreads threads(int count, StuckThreads.Settings stuck) {
        SubtaskThreads threads = new SubtaskThreads("test", count, stuck, (thread, why) -> {}, thread -> {
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, failure) -> thrown.add(failure));
            return thread;
        });
        opened.add(threads);
        return threads;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (SubtaskThreads threads : opened) {
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thrown).isEmpty();
    }

    /** What a task may ask of a thread that is one of these. */
    private static CompletableFuture<Void> after(long nanos) {
        return Objects.requireNonNull(SubtaskThread.after(nanos));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_19) // newer ones cannot kill a thread
    @SuppressWarnings({"removal", "deprecation"})
    void aThreadThatDiesIsTold() throws Exception {
        BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
        AtomicReference<Thread> victim = new AtomicReference<>();
        SubtaskThreads mortal = new SubtaskThreads(
                "mortal",
                1,
                new StuckThreads.Settings(Duration.ofMinutes(5), 0),
                (name, why) -> deaths.add(why),
                thread -> {
                    victim.set(thread);
                    return thread;
                });
        mortal.submit(() -> {}).get(30, TimeUnit.SECONDS);
        Thread one = Objects.requireNonNull(victim.get());
        Throwable death = null;
        while (death == null) { // what hits it in the middle of a task, it survives
            one.stop();
            one.interrupt(); // it may sleep
            death = deaths.poll(100, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aThreadThatSleepsIsWokenForEachTask() throws Exception {
        SubtaskThreads threads = threads(2);
        for (int task = 0; task < 20_000; task++) {
            threads.submit(() -> {}).get();
        }
    }

    @Test
    void everyTaskRunsOnceWhoeverOffersIt() {
        SubtaskThreads threads = threads(3);
        int each = 20_000;
        int perTask = 3;
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4 * each * (1 + perTask));
        Runnable leaf = () -> {
            ran.incrementAndGet();
            all.countDown();
        };
        Runnable task = () -> {
            threads.execute(leaf);
            SubtaskThread.ends();
            threads.execute(leaf); // kept
            threads.execute(leaf);
            leaf.run();
        };
        List<Thread> outsiders = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Thread outsider = new Thread(() -> {
                for (int one = 0; one < each; one++) {
                    threads.execute(task);
                }
            });
            outsiders.add(outsider);
            outsider.start();
        }
        await(all);
        assertThat(ran).hasValue(4 * each * (1 + perTask));
        assertThat(outsiders).hasSize(4);
    }

    @Test
    void whatIsToldAtTheEndOfATurnRunsNextOnTheSameThread() throws Exception {
        SubtaskThreads threads = threads(2);
        for (int round = 0; round < 100; round++) {
            CompletableFuture<Thread> first = new CompletableFuture<>();
            CompletableFuture<Thread> second = new CompletableFuture<>();
            threads.execute(() -> {
                SubtaskThread.ends();
                threads.execute(() -> second.complete(Thread.currentThread()));
                first.complete(Thread.currentThread());
            });
            assertThat(second.get()).isSameAs(first.get());
        }
    }

    @Test
    void whatIsToldInTheMiddleOfATurnNeedNotWaitForItsEnd() throws Exception {
        SubtaskThreads threads = threads(2);
        threads.submit(() -> {
                    CountDownLatch told = new CountDownLatch(1);
                    threads.execute(told::countDown);
                    await(told);
                })
                .get();
    }

    @Test
    void aSecondThingToldAtTheEndOfATurnNeedNotWaitForTheFirst() throws Exception {
        SubtaskThreads threads = threads(2);
        threads.submit(() -> {
                    CountDownLatch told = new CountDownLatch(1);
                    SubtaskThread.ends();
                    threads.execute(() -> {});
                    threads.execute(told::countDown);
                    await(told);
                })
                .get();
    }

    @Test
    void whatWasKeptForTheEndOfATurnIsGivenAwayWhenThereIsMoreToDo() throws Exception {
        SubtaskThreads threads = threads(2);
        threads.submit(() -> {
                    CountDownLatch told = new CountDownLatch(1);
                    SubtaskThread.ends();
                    threads.execute(told::countDown);
                    SubtaskThread.begins(null); // another message came
                    await(told);
                })
                .get();
    }

    @Test
    void aChainOfTasksDoesNotKeepAThreadFromTheOthers() {
        SubtaskThreads threads = threads(1);
        CountDownLatch other = new CountDownLatch(1);
        Runnable chain = new Runnable() {
            @Override
            public void run() {
                if (other.getCount() > 0) {
                    SubtaskThread.ends();
                    threads.execute(this);
                }
            }
        };
        threads.execute(chain);
        threads.execute(other::countDown);
        await(other);
    }

    @Test
    void aTimerFiresNotBeforeItsTimeAndOnOneOfTheThreads() throws Exception {
        SubtaskThreads threads = threads(2);
        for (int round = 0; round < 50; round++) {
            long start = System.nanoTime();
            CompletableFuture<Thread> fired = new CompletableFuture<>();
            threads.execute(() -> {
                CompletableFuture<Void> unused = after(1_000_000).thenRun(() -> fired.complete(Thread.currentThread()));
            });
            assertThat(fired.get()).isInstanceOf(SubtaskThread.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000);
        }
        assertThat(threads.waitingTimers()).isZero();
    }

    @Test
    void aTurnThatTakesLongDoesNotHoldUpTimersAsLongAsAThreadIsFree() throws Exception {
        SubtaskThreads threads = threads(2);
        for (int round = 0; round < 5; round++) {
            threads.submit(() -> {
                        CountDownLatch fired = new CountDownLatch(1);
                        CompletableFuture<Void> unused = after(100_000).thenRun(fired::countDown);
                        await(fired);
                    })
                    .get();
        }
    }

    @Test
    void aTimerThatFiresWhatTakesLongDoesNotHoldUpTheNext() {
        SubtaskThreads threads = threads(2);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        threads.execute(() -> {
            CompletableFuture<Void> unused = after(1_000_000)
                    .thenRun(() -> threads.execute(() -> {
                        await(second);
                        waited.countDown();
                    }));
            unused = after(2_000_000).thenRun(second::countDown);
        });
        await(waited);
    }

    @Test
    void aCancelledTimerLeavesNothingBehind() throws Exception {
        SubtaskThreads threads = threads(2);
        CompletableFuture<CompletableFuture<Void>> set = new CompletableFuture<>();
        threads.execute(() -> set.complete(after(Long.MAX_VALUE)));
        CompletableFuture<Void> later = set.get();
        assertThat(threads.waitingTimers()).isEqualTo(1);
        later.cancel(false);
        assertThat(threads.waitingTimers()).isZero();
    }

    @Test
    void otherThreadsHaveNoTimersHere() {
        assertThat(SubtaskThread.after(1)).isNull();
    }

    @Test
    void whatThrowsIsToldAndItsThreadGoesOn() throws Exception {
        SubtaskThreads threads = threads(1);
        RuntimeException failure = new IllegalStateException("on purpose");
        threads.execute(() -> {
            throw failure;
        });
        threads.submit(() -> {}).get();
        assertThat(thrown).containsExactly(failure);
        thrown.clear();
    }

    @Test
    void whatWasTakenBeforeTheEndIsDoneAndNothingIsTakenAfterIt() throws Exception {
        SubtaskThreads threads = threads(2);
        AtomicInteger ran = new AtomicInteger();
        for (int task = 0; task < 1_000; task++) {
            threads.execute(ran::incrementAndGet);
        }
        threads.shutdown();
        assertThat(threads.isShutdown()).isTrue();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.isTerminated()).isTrue();
        assertThat(ran).hasValue(1_000);
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aThreadThatDoesNotComeBackIsReplacedAndEndsWhenItDoes() throws Exception {
        SubtaskThreads threads = threads(2, new StuckThreads.Settings(Duration.ofMillis(20), 8));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(4);
        List<Thread> stuck = new CopyOnWriteArrayList<>();
        for (int each = 0; each < 4; each++) { // two at first, then those that took their place
            threads.execute(() -> {
                stuck.add(Thread.currentThread());
                blocked.countDown();
                await(release);
            });
        }
        await(blocked);
        threads.submit(() -> {}).get(); // by a thread that took the place of one of the last two
        release.countDown();
        for (Thread each : stuck) {
            each.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(each.isAlive()).isFalse();
        }
        threads.submit(() -> {}).get();
    }

    @Test
    void threadsThatSayThatTheyWaitAreReplacedSoonAndEndWhenTheyComeBack() throws Exception {
        SubtaskThreads threads = threads(2, new StuckThreads.Settings(Duration.ofHours(1), 8));
        CountDownLatch outside = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> SubtaskThread.whileOthersWork(() -> {
                await(outside);
                back.countDown();
            }));
        }
        CountDownLatch served = new CountDownLatch(1);
        threads.execute(served::countDown);
        await(served);
        outside.countDown();
        await(back);
        while (threads.awake().stream().anyMatch(SubtaskThread::isReplaced)) {
            Thread.onSpinWait();
        }
        CountDownLatch meeting = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                meeting.countDown();
                await(meeting);
            });
        }
        await(meeting); // there are two again
    }

    @Test
    void whatWasKeptForAThreadThatWaitsIsServedByAnother() throws Exception {
        SubtaskThreads threads = threads(1, new StuckThreads.Settings(Duration.ofHours(1), 8));
        CountDownLatch served = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(() -> {
            SubtaskThread.ends();
            threads.execute(served::countDown);
            SubtaskThread.whileOthersWork(() -> await(served));
            done.countDown();
        });
        await(done);
    }

    @Test
    void noMoreThreadsAreReplacedThanAllowed() throws Exception {
        SubtaskThreads threads = threads(1, new StuckThreads.Settings(Duration.ofMillis(20), 1));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(2);
        for (int each = 0; each < 2; each++) {
            threads.execute(() -> {
                blocked.countDown();
                await(release);
            });
        }
        await(blocked);
        CountDownLatch third = new CountDownLatch(1);
        threads.execute(third::countDown);
        assertThat(third.await(300, TimeUnit.MILLISECONDS)).isFalse();
        release.countDown();
        await(third);
    }
}
