package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.AsyncDataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategies.ExponentialBackoffDelayRetryStrategyBuilder;
import io.weir.api.function.AsyncRetryStrategies.FixedDelayRetryStrategyBuilder;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.function.ResultFuture;
import io.weir.api.function.RetryPredicates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of async operators. The server is a map of open questions, which the test answers when it likes. */
class AsyncDataStreamTest {
    private static final Map<Integer, ResultFuture<String>> ASKED = new TreeMap<>();
    private static final List<Integer> LOG = new ArrayList<>();

    @BeforeEach
    void nobodyAskedYet() {
        ASKED.clear();
        LOG.clear();
    }

    @Test
    void orderedResultsLeaveInTheOrderOfTheirRecords() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElement(1, 10);
            harness.processElement(2, 20);
            answer(harness, 2);
            assertThat(harness.output()).isEmpty();
            answer(harness, 1);
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of("r1", 10), Emitted.of("r2", 20));
        }
    }

    @Test
    void unorderedResultsLeaveWhenTheyCome() throws Exception {
        try (OneInputHarness<Integer, String> harness = unordered(10)) {
            harness.processElements(1, 2, 3);
            answer(harness, 3);
            answer(harness, 1);
            assertThat(harness.output()).containsExactly("r3", "r1");
        }
    }

    @Test
    void noUnorderedResultPassesAWatermarkInEitherDirection() throws Exception {
        try (OneInputHarness<Integer, String> harness = unordered(10)) {
            harness.processElements(1, 2);
            harness.processWatermark(5);
            harness.processElements(3, 4);
            harness.processWatermark(6);
            answer(harness, 4);
            answer(harness, 2);
            assertThat(harness.output()).containsExactly("r2");
            assertThat(harness.outputWatermarks()).isEmpty();
            answer(harness, 1);
            assertThat(harness.output()).containsExactly("r2", "r1", "r4");
            assertThat(harness.outputWatermarks()).containsExactly(5L);
            answer(harness, 3);
            assertThat(harness.outputWatermarks()).containsExactly(5L, 6L);
        }
    }

    @Test
    void aWatermarkThatNobodyIsBeforePassesAtOnce() throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            try (OneInputHarness<Integer, String> harness = ordered ? ordered(10, 0) : unordered(10)) {
                harness.processWatermark(5);
                harness.processElement(1);
                answer(harness, 1);
                harness.processWatermark(6);
                harness.markIdle();
                assertThat(harness.outputWatermarks()).containsExactly(5L, 6L);
                assertThat(harness.isOutputIdle()).isTrue();
                ASKED.clear();
            }
        }
    }

    @Test
    void anOrderedWatermarkWaitsForTheRecordsBeforeIt() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElement(1);
            harness.processWatermark(5);
            harness.processWatermark(6);
            assertThat(harness.outputWatermarks()).isEmpty();
            answer(harness, 1);
            assertThat(harness.outputWatermarks()).containsExactly(5L, 6L);
        }
    }

    @Test
    void aRecordMayHaveAnyNumberOfResults() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElements(1, 2);
            asked(1).complete(List.of());
            asked(2).complete(List.of("a", "b"));
            harness.takeAnswers();
            assertThat(harness.output()).containsExactly("a", "b");
        }
    }

    @Test
    void noMoreRecordsAreAskedAboutThanTheCapacitySays() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(2, 0)) {
            harness.processElements(1, 2, 3, 4);
            assertThat(LOG).containsExactly(1, 2);
            answer(harness, 2);
            assertThat(LOG).as("its result waits here, and counts").containsExactly(1, 2);
            answer(harness, 1);
            assertThat(LOG).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void whatIsSaidFirstCounts() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElement(1);
            ResultFuture<String> future = asked(1);
            future.complete(List.of("first"));
            future.complete(List.of("second"));
            future.completeExceptionally(new IllegalStateException("too late"));
            harness.takeAnswers();
            assertThat(harness.output()).containsExactly("first");
        }
    }

    @Test
    void anErrorFailsTheJob() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElement(1);
            asked(1).completeExceptionally(new IllegalStateException("server down"));
            assertThatThrownBy(harness::takeAnswers).hasRootCauseMessage("server down");
        }
    }

    @Test
    void theTimeoutFailsTheJobUnlessTheFunctionSaysOtherwise() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 100)) {
            harness.processElement(1);
            harness.setProcessingTime(99);
            assertThatThrownBy(() -> harness.setProcessingTime(100)).hasRootCauseInstanceOf(TimeoutException.class);
        }
        try (OneInputHarness<Integer, String> harness = OperatorHarness.oneInput(
                stream -> AsyncDataStream.orderedWait(stream, new WithDefault(), 100, TimeUnit.MILLISECONDS))) {
            harness.processElement(1);
            ResultFuture<String> future = asked(1);
            harness.setProcessingTime(100);
            assertThat(harness.output()).containsExactly("default");
            future.complete(List.of("late"));
            harness.takeAnswers();
            assertThat(harness.output()).as("a late answer changes nothing").containsExactly("default");
        }
    }

    @Test
    void anAnswerInTimeEndsTheTimeout() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 100)) {
            harness.processElement(1);
            harness.setProcessingTime(50);
            answer(harness, 1);
            harness.setProcessingTime(500);
            assertThat(harness.output()).containsExactly("r1");
        }
    }

    @Test
    void anAttemptThatFailedIsRepeatedAfterTheDelay() throws Exception {
        AsyncRetryStrategy<String> retry = new FixedDelayRetryStrategyBuilder<String>(3, 10)
                .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
                .ifResult(RetryPredicates.createEmptyResultPredicate())
                .build();
        try (OneInputHarness<Integer, String> harness = retrying(retry)) {
            harness.processElement(1);
            asked(1).completeExceptionally(new IllegalStateException("first"));
            harness.takeAnswers();
            assertThat(LOG).containsExactly(1);
            harness.setProcessingTime(10);
            assertThat(LOG).containsExactly(1, 1);
            asked(1).complete(List.of());
            harness.takeAnswers();
            harness.setProcessingTime(20);
            assertThat(LOG).containsExactly(1, 1, 1);
            asked(1).complete(List.of());
            harness.takeAnswers();
            assertThat(LOG).as("attempts are used up, the answer counts").containsExactly(1, 1, 1);
            assertThat(harness.output()).isEmpty();
            harness.endInput();
            assertThat(harness.outputWatermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void theTimeoutIsForAllAttemptsTogether() throws Exception {
        AsyncRetryStrategy<String> retry = new FixedDelayRetryStrategyBuilder<String>(1_000, 30)
                .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
                .build();
        try (OneInputHarness<Integer, String> harness = retrying(retry)) {
            harness.processElement(1);
            for (int time = 0; time < 90; time += 30) {
                asked(1).completeExceptionally(new IllegalStateException("again"));
                harness.takeAnswers();
                harness.setProcessingTime(time + 30L);
            }
            assertThatThrownBy(() -> harness.setProcessingTime(100)).hasRootCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void atTheEndOfTheInputAnAttemptThatWaitsForItsDelayIsMadeAtOnceAndIsTheLast() throws Exception {
        AsyncRetryStrategy<String> retry = new FixedDelayRetryStrategyBuilder<String>(1_000, 3_600_000)
                .ifResult(RetryPredicates.createEmptyResultPredicate())
                .build();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        TestSink<String> sink = new TestSink<>();
        AsyncDataStream.orderedWaitWithRetry(
                        env.fromSource(TestSource.<Integer>of(1, 2, TestSource.END), "records"),
                        new EmptyTwice(),
                        10,
                        TimeUnit.HOURS,
                        10,
                        retry)
                .sinkTo(sink);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
            assertThat(job.elapsed()).isLessThan(Duration.ofMinutes(5));
        }
        assertThat(sink.committed())
                .as("the empty result of the last attempt counts")
                .isEmpty();
        assertThat(LOG).hasSize(4);
    }

    @Test
    void theExponentialDelayGrowsToItsLimit() {
        AsyncRetryStrategy<String> retry =
                new ExponentialBackoffDelayRetryStrategyBuilder<String>(5, 10, 50, 2).build();
        assertThat(retry.getBackoffTimeMillis(1)).isEqualTo(10);
        assertThat(retry.getBackoffTimeMillis(2)).isEqualTo(20);
        assertThat(retry.getBackoffTimeMillis(3)).isEqualTo(40);
        assertThat(retry.getBackoffTimeMillis(4)).isEqualTo(50);
        assertThat(retry.canRetry(4)).isTrue();
        assertThat(retry.canRetry(5)).isFalse();
    }

    @Test
    void recordsThatWaitAreInTheSnapshotAndAskedAboutAgain() throws Exception {
        try (OneInputHarness<Integer, String> harness = ordered(10, 0)) {
            harness.processElement(1, 10);
            harness.processElement(2, 20);
            harness.processElement(3, 30);
            answer(harness, 2);
            HarnessSnapshot snapshot = harness.snapshot();
            answer(harness, 1);
            harness.takeOutput();
            LOG.clear();
            harness.restore(snapshot);
            assertThat(LOG).containsExactly(1, 2, 3);
            answer(harness, 3);
            answer(harness, 1);
            answer(harness, 2);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(Emitted.of("r1", 10), Emitted.of("r2", 20), Emitted.of("r3", 30));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> ordered(0, 0)).hasMessageStartingWith("[API-187]");
        assertThatThrownBy(() -> new FixedDelayRetryStrategyBuilder<String>(0, 1))
                .hasMessageStartingWith("[API-186]");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** Goal: whatever the order of answers and crashes, no record is lost or repeated, ordered is in order, watermarks are not passed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRecordIsAnsweredOnceInAnyOrderOfAnswersAndCrashes(long seed) throws Exception {
        Random random = new Random(seed);
        boolean ordered = random.nextBoolean();
        int capacity = 1 + random.nextInt(5);
        try (OneInputHarness<Integer, String> harness = ordered ? ordered(capacity, 0) : unordered(capacity)) {
            int next = 0;
            HarnessSnapshot snapshot = null;
            int nextAtSnapshot = 0;
            List<String> outputAtSnapshot = List.of();
            List<String> committed = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                int what = random.nextInt(12);
                if (what < 5) {
                    harness.processElement(next, next);
                    next++;
                } else if (what < 9 && !ASKED.isEmpty()) {
                    List<Integer> open = List.copyOf(ASKED.keySet());
                    answer(harness, open.get(random.nextInt(open.size())));
                } else if (what == 9) {
                    harness.processWatermark(next - 1L);
                } else if (what == 10) {
                    committed.addAll(harness.takeOutput());
                    snapshot = harness.snapshot();
                    nextAtSnapshot = next;
                    outputAtSnapshot = List.copyOf(committed);
                } else if (snapshot != null && random.nextInt(3) == 0) {
                    ASKED.clear();
                    harness.restore(snapshot);
                    harness.takeOutput();
                    next = nextAtSnapshot;
                    committed = new ArrayList<>(outputAtSnapshot);
                }
                int answered = committed.size() + harness.output().size();
                for (long watermark : harness.outputWatermarks()) {
                    assertThat((long) answered).as("records before watermark").isGreaterThan(watermark);
                }
            }
            while (!ASKED.isEmpty()) {
                answer(harness, ASKED.keySet().iterator().next());
            }
            committed.addAll(harness.takeOutput());
            List<String> expected = new ArrayList<>();
            for (int record = 0; record < next; record++) {
                expected.add("r" + record);
            }
            if (ordered) {
                assertThat(committed).containsExactlyElementsOf(expected);
            } else {
                assertThat(committed).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static OneInputHarness<Integer, String> ordered(int capacity, long timeout) {
        return OperatorHarness.oneInput(
                stream -> AsyncDataStream.orderedWait(stream, new Asking(), timeout, TimeUnit.MILLISECONDS, capacity));
    }

    private static OneInputHarness<Integer, String> unordered(int capacity) {
        return OperatorHarness.oneInput(
                stream -> AsyncDataStream.unorderedWait(stream, new Asking(), 0, TimeUnit.MILLISECONDS, capacity));
    }

    private static OneInputHarness<Integer, String> retrying(AsyncRetryStrategy<String> retry) {
        return OperatorHarness.oneInput(stream ->
                AsyncDataStream.orderedWaitWithRetry(stream, new Asking(), 100, TimeUnit.MILLISECONDS, 10, retry));
    }

    private static void answer(OneInputHarness<Integer, String> harness, int question) throws Exception {
        asked(question).complete(List.of("r" + question));
        harness.takeAnswers();
    }

    private static ResultFuture<String> asked(int question) {
        return Objects.requireNonNull(ASKED.remove(question), "nobody asked about it");
    }

    private static class Asking implements AsyncFunction<Integer, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void asyncInvoke(Integer input, ResultFuture<String> resultFuture) {
            LOG.add(input);
            ASKED.put(input, resultFuture);
        }
    }

    private static final class WithDefault extends Asking {
        private static final long serialVersionUID = 1L;

        @Override
        public void timeout(Integer input, ResultFuture<String> resultFuture) {
            resultFuture.complete(List.of("default"));
        }
    }

    private static final class EmptyTwice implements AsyncFunction<Integer, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void asyncInvoke(Integer input, ResultFuture<String> resultFuture) {
            LOG.add(input);
            resultFuture.complete(List.of());
        }
    }
}
