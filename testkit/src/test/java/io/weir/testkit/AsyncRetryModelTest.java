package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.AsyncDataStream;
import io.weir.api.DataStream;
import io.weir.api.function.AsyncRetryStrategies;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.function.ResultFuture;
import io.weir.api.function.RetryPredicates;
import io.weir.api.function.RichAsyncFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: what an async function with retries gives for a record does not depend on when its answers are looked at. Method: one record, and all
 * sequences of five events: an attempt fails, an attempt answers, what was said is looked at, half of the time-out (and all of the delay) passes, the
 * input ends. What was said first decides, says the model; an error that another attempt may follow says nothing.
 */
class AsyncRetryModelTest {
    private static final int EVENTS = 5;
    private static final long TIMEOUT = 1_000;
    private static final int RETRIES = 3;

    private enum Event {
        FAILS,
        ANSWERS,
        LOOK,
        TIME_PASSES,
        INPUT_ENDS
    }

    private enum TimeoutSays {
        FALLBACK,
        NOTHING
    }

    private static final List<ResultFuture<String>> ATTEMPTS = new ArrayList<>();
    private static final String LOST = "no answer";

    @ParameterizedTest
    @EnumSource
    void whatIsSaidFirstDecidesWheneverItIsLookedAt(TimeoutSays timeout) throws Exception {
        int[] sequence = new int[EVENTS];
        do {
            List<Event> events = IntStream.of(sequence)
                    .mapToObj(index -> Event.values()[index])
                    .toList();
            for (boolean ordered : new boolean[] {true, false}) {
                run(events, timeout, ordered);
            }
        } while (next(sequence));
    }

    private static boolean next(int[] sequence) {
        for (int at = 0; at < sequence.length; at++) {
            sequence[at] = (sequence[at] + 1) % Event.values().length;
            if (sequence[at] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void run(List<Event> events, TimeoutSays timeout, boolean ordered) throws Exception {
        ATTEMPTS.clear();
        AsyncRetryStrategy<String> retry = new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(
                        RETRIES, TIMEOUT / 2)
                .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
                .build();
        Ask ask = new Ask(timeout);
        String expected = null; // what was said first
        String given;
        int saidBy = 0; // attempts that have spoken
        int lastAttempt = 1;
        while (retry.canRetry(lastAttempt)) {
            lastAttempt++;
        }
        long time = 0;
        boolean ended = false;
        try (OneInputHarness<String, String> harness = OperatorHarness.oneInput((DataStream<String> records) -> ordered
                ? AsyncDataStream.orderedWaitWithRetry(records, ask, TIMEOUT, TimeUnit.MILLISECONDS, 10, retry)
                : AsyncDataStream.unorderedWaitWithRetry(records, ask, TIMEOUT, TimeUnit.MILLISECONDS, 10, retry))) {
            harness.processElement("x", 1);
            try {
                for (Event event : events) {
                    switch (event) {
                        case FAILS, ANSWERS -> {
                            if (saidBy < ATTEMPTS.size()) {
                                boolean answers = event == Event.ANSWERS;
                                ResultFuture<String> attempt = ATTEMPTS.get(saidBy++);
                                if (answers) {
                                    attempt.complete(List.of("answer"));
                                } else {
                                    attempt.completeExceptionally(new IllegalStateException("busy"));
                                }
                                if (expected == null && (answers || saidBy == lastAttempt)) {
                                    expected = answers ? "answer" : "failure";
                                }
                            }
                        }
                        case LOOK -> harness.takeAnswers();
                        case TIME_PASSES -> {
                            time += TIMEOUT / 2;
                            if (time == TIMEOUT && expected == null && timeout == TimeoutSays.FALLBACK) {
                                expected = "fallback";
                            }
                            harness.advanceProcessingTime(Duration.ofMillis(TIMEOUT / 2));
                        }
                        case INPUT_ENDS -> {
                            if (!ended) {
                                ended = true;
                                harness.takeAnswers();
                                int before = ATTEMPTS.size();
                                harness.endInput();
                                boolean waited = ATTEMPTS.size() > before;
                                // one that waits for its delay, or is under way, and then one at most that is made at
                                // once
                                lastAttempt = Math.min(lastAttempt, waited ? ATTEMPTS.size() : ATTEMPTS.size() + 1);
                            }
                        }
                    }
                }
                for (int left = 0; left <= RETRIES + 1; left++) { // and then all that can happen does
                    harness.takeAnswers();
                    if (expected == null && saidBy < ATTEMPTS.size()) {
                        expected = "answer";
                        ATTEMPTS.get(saidBy++).complete(List.of("answer"));
                    }
                    harness.takeAnswers();
                    harness.advanceProcessingTime(Duration.ofMillis(TIMEOUT / 2));
                    if (expected == null && timeout == TimeoutSays.FALLBACK && harness.processingTime() >= TIMEOUT) {
                        expected = "fallback";
                    }
                }
                given = harness.output().isEmpty() ? LOST : String.join(" and ", harness.output());
            } catch (Exception e) {
                given = "failure";
            }
        }
        assertThat(given)
                .as("%s, timeout says %s, ordered %s", events, timeout, ordered)
                .isEqualTo(expected == null ? LOST : expected);
    }

    private static final class Ask extends RichAsyncFunction<String, String> {
        private final TimeoutSays timeout;

        Ask(TimeoutSays timeout) {
            this.timeout = timeout;
        }

        @Override
        public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
            ATTEMPTS.add(resultFuture);
        }

        @Override
        public void timeout(String input, @Nullable ResultFuture<String> resultFuture) {
            if (timeout == TimeoutSays.FALLBACK && resultFuture != null) {
                resultFuture.complete(List.of("fallback"));
            }
        }
    }
}
