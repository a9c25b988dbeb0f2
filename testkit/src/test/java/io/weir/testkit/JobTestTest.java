package io.weir.testkit;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static io.weir.testkit.TestSource.PAUSE;
import static io.weir.testkit.TestSource.at;
import static io.weir.testkit.TestSource.pause;
import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.SourceFunction;
import io.weir.testkit.SmallThenLarge.Payment;
import io.weir.testkit.simulation.SimulationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole job in the test's thread. */
class JobTestTest {
    private final TestSink<String> alerts = new TestSink<>();
    private final TestSink<Payment> forgotten = new TestSink<>();

    private StreamExecutionEnvironment job(TestSource<Payment> payments) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(100);
        build(env, payments);
        return env;
    }

    private void build(StreamExecutionEnvironment env, TestSource<Payment> payments) {
        var detected = env.fromSource(payments, "payments")
                .uid("payments")
                .keyBy(Payment::account)
                .process(new SmallThenLarge())
                .uid("fraud");
        detected.sinkTo(alerts).uid("alerts");
        detected.getSideOutput(SmallThenLarge.FORGOTTEN).sinkTo(forgotten).uid("forgotten");
    }

    @Test
    void aJobRunsToItsEndAndCommitsEverything() {
        try (JobTest job = JobTest.start(job(TestSource.of(new Payment(1, 0), new Payment(1, 700))))) {
            job.runToEnd();
            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        }
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
        assertThat(alerts.uncommitted()).isEmpty();
    }

    @Test
    void outputIsUncommittedUntilTheNextCheckpoint() {
        TestSource<Payment> source = TestSource.of(PAUSE, new Payment(1, 0), new Payment(1, 700), PAUSE);
        StreamExecutionEnvironment env = job(source);
        env.enableCheckpointing(60_000);
        try (JobTest job = JobTest.start(env)) {
            job.advanceTime(Duration.ofSeconds(1));
            source.resume();
            job.advanceTime(Duration.ofSeconds(1));
            assertThat(alerts.committed()).isEmpty();
            assertThat(alerts.uncommitted()).containsExactly("fraud on 1: 700");
            job.awaitCheckpoint();
            job.advanceTime(Duration.ofSeconds(1));
            assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
            assertThat(alerts.uncommitted()).isEmpty();
        }
    }

    @Test
    void stateIsReadByUidAndKeyWhileTheJobRuns() throws Exception {
        TestSource<Payment> source = TestSource.of(new Payment(1, 0), new Payment(2, 5), PAUSE);
        try (JobTest job = JobTest.start(job(source))) {
            assertThat(job.runUntil(source::isPaused, Duration.ofSeconds(10))).isTrue();
            job.advanceTime(Duration.ofSeconds(1));
            assertThat(job.stateOf("fraud", 1L).value("flag")).isEqualTo(true);
            assertThat(job.stateOf("fraud", 2L).list("amounts")).isEqualTo(List.of(5L));
            assertThat(job.stateOf("fraud", 3L).isEmpty()).isTrue();
        }
    }

    @Test
    void killedNodesTakeNothingThatACheckpointHolds() throws Exception {
        TestSource<Payment> source = TestSource.of(new Payment(1, 0), PAUSE, new Payment(1, 700));
        try (JobTest job = JobTest.start(job(source))) {
            assertThat(job.runUntil(source::isPaused, Duration.ofSeconds(10))).isTrue();
            job.awaitCheckpoint();
            for (int node = 0; node < JobTest.NODES; node++) {
                job.kill(node);
                job.advanceTime(Duration.ofSeconds(10));
            }
            job.killCoordinator();
            job.advanceTime(Duration.ofSeconds(10));
            job.pause(1, Duration.ofSeconds(3));
            job.advanceTime(Duration.ofSeconds(10));
            assertThat(job.restarts()).isPositive();
            assertThat(job.stateOf("fraud", 1L).value("flag")).isEqualTo(true);
            source.resume();
            job.runToEnd();
        }
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
    }

    @Test
    void aCrashBetweenTwoRecordsGivesEachOutputOnce() {
        try (JobTest job = JobTest.start(job(TestSource.of(
                new Payment(1, 0), CHECKPOINT, new Payment(1, 700), new Payment(2, 0), ABORT, new Payment(2, 800))))) {
            job.runToEnd();
            assertThat(job.restarts()).isEqualTo(1);
        }
        assertThat(alerts.committed()).containsExactlyInAnyOrder("fraud on 1: 700", "fraud on 2: 800");
    }

    @Test
    void hoursOfProcessingTimePassInASecond() {
        StreamExecutionEnvironment env =
                job(TestSource.of(new Payment(1, 0), pause(Duration.ofHours(3)), new Payment(1, 700)));
        env.enableCheckpointing(Duration.ofMinutes(10).toMillis());
        try (JobTest job = JobTest.start(env)) {
            job.advanceTime(Duration.ofHours(3));
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            job.runToEnd();
            assertThat(job.elapsed()).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        }
        assertThat(alerts.committed())
                .as("the flag was forgotten after a minute")
                .isEmpty();
        assertThat(forgotten.committed()).hasSize(1);
    }

    @Test
    void aDayOfEventTimeCostsNoTimeAtAll() {
        List<Object> items = new ArrayList<>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            long now = Duration.ofMinutes(minute).toMillis();
            items.add(at(now, new Payment(minute, 0)));
            items.add(watermark(now));
        }
        try (JobTest job = JobTest.start(job(TestSource.of(items)))) {
            job.runToEnd();
            assertThat(job.elapsed()).isLessThan(Duration.ofMinutes(1));
        }
        assertThat(forgotten.committed()).hasSize(24 * 60);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        List<Object> histories = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            TestSource<Payment> source = TestSource.of(new Payment(1, 0), CHECKPOINT, new Payment(1, 700), ABORT);
            try (JobTest job = JobTest.start(job(source), 4, 42)) {
                job.runToEnd();
                histories.add(job.elapsed());
            }
        }
        assertThat(histories.get(0)).isEqualTo(histories.get(1));
    }

    @Test
    void theJobOfAProgramIsTakenFromItsExecute() throws Exception {
        TestSource<Payment> source = TestSource.of(new Payment(1, 0), new Payment(1, 700));
        boolean[] wentOn = new boolean[1];
        try (JobTest job = JobTest.startProgram(() -> {
            job(source).execute("my job");
            wentOn[0] = true;
            return null;
        })) {
            job.runToEnd();
        }
        assertThat(wentOn[0]).isFalse();
        assertThat(alerts.committed()).hasSize(1);
    }

    @Test
    void aJobCanBeCancelled() {
        try (JobTest job = JobTest.start(job(TestSource.of(PAUSE)))) {
            job.advanceTime(Duration.ofSeconds(1));
            job.cancel();
            job.advanceTime(Duration.ofSeconds(10));
            assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        }
    }

    // ------------------------------------------------------------------------------------------------ misuse

    @Test
    void anUnknownUidListsTheKnownOnes() {
        try (JobTest job = JobTest.start(job(TestSource.of(PAUSE)))) {
            assertThatThrownBy(() -> job.stateOf("freud", 1L))
                    .hasMessageContaining("[API-164] The job has no operator with the uid 'freud'")
                    .hasMessageContaining("'alerts', 'forgotten', 'fraud', 'payments'");
            assertThatThrownBy(() -> job.stateOf("alerts", 1L)).hasMessageContaining("[API-153]");
            assertThatThrownBy(() -> job.stateOf("fraud", 1L))
                    .hasMessageContaining("[API-165]")
                    .hasMessageContaining("advance the time");
        }
    }

    @Test
    void aKeyOfAnotherClassIsNoSilentlyEmptyState() {
        TestSource<Payment> source = TestSource.of(new Payment(1, 0), PAUSE);
        try (JobTest job = JobTest.start(job(source))) {
            job.awaitCheckpoint();
            job.awaitCheckpoint();
            assertThatThrownBy(() -> job.stateOf("fraud", 1)).hasMessageContaining("[API-153]");
        }
    }

    @Test
    void waitingForACheckpointOfAJobWithoutAnySaysSo() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, TestSource.of(PAUSE));
        try (JobTest job = JobTest.start(env)) {
            assertThatThrownBy(job::awaitCheckpoint)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[API-166]")
                    .hasMessageContaining("enableCheckpointing");
        }
    }

    @Test
    void aJobThatFailsForGoodSaysWhy() {
        StreamExecutionEnvironment env = job(TestSource.of(new Payment(1, -1)));
        env.setRestartStrategy(RestartStrategies.noRestart());
        try (JobTest job = JobTest.start(env)) {
            assertThatThrownBy(job::runToEnd)
                    .isInstanceOf(SimulationFailure.class)
                    .hasMessageContaining("negative amount -1");
        }
    }

    @Test
    void nodesThatAreNotThereCannotBeKilled() {
        try (JobTest job = JobTest.start(job(TestSource.of(PAUSE)))) {
            assertThatThrownBy(() -> job.kill(3)).hasMessageContaining("[API-168] There is no node 3");
        }
    }

    @Test
    void aProgramWithoutAJobIsNoTest() {
        assertThatThrownBy(() -> JobTest.startProgram(() -> null)).hasMessageContaining("[API-167]");
    }

    @Test
    void aSourceThatLoopsInAThreadOfItsOwnIsRefused() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.addSource(new Endless()).sinkTo(alerts);
        assertThatThrownBy(() -> JobTest.start(env)).hasMessageContaining("[API-160]");
    }

    private static final class Endless implements SourceFunction<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void run(SourceContext<String> context) {}

        @Override
        public void cancel() {}
    }

    @Test
    void oneRecordAndManyTimersThatAreDueAtOnceMayEmitAnyNumberOfRecords() {
        TestSink<Integer> sink = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(TestSource.<Integer>of(2_000, watermark(0)), "sizes")
                .<Integer>flatMap((size, out) -> IntStream.range(0, size).forEach(out::collect))
                .rebalance()
                .keyBy(number -> number)
                .process(new AtTheEnd())
                .rebalance()
                .sinkTo(sink);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(sink.committed()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 49, 50})
    void aManifestThatIsWrittenWhenAllFilesOfTheJobAreGoneGoesToo(long seed) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(10);
        env.fromSource(TestSource.<Integer>of(1, pause(Duration.ofMillis(100)), 2), "numbers")
                .rebalance()
                .map(number -> number)
                .sinkTo(new TestSink<>());
        try (JobTest job = JobTest.start(env, JobTest.NODES, seed)) {
            job.runToEnd(); // looks for files that nobody needs
        }
    }

    private static final class AtTheEnd extends KeyedProcessFunction<Integer, Integer, Integer> {
        @Override
        public void processElement(Integer number, Context context, Collector<Integer> out) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Integer> out) {
            out.collect(context.getCurrentKey());
        }
    }
}
