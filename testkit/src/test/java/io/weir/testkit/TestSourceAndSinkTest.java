package io.weir.testkit;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static io.weir.testkit.TestSource.END;
import static io.weir.testkit.TestSource.IDLE;
import static io.weir.testkit.TestSource.PAUSE;
import static io.weir.testkit.TestSource.at;
import static io.weir.testkit.TestSource.pause;
import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobClient;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The source that says what the test wrote down, and the sink that the test reads: in a harness, and in a job in real time. */
class TestSourceAndSinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.enableCheckpointing(20);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 1));
        return env;
    }

    // ------------------------------------------------------------------------------------------------ in a harness

    @Test
    void recordsTimestampsWatermarksAndIdlenessComeInOrder() throws Exception {
        TestSource<String> source = TestSource.of("a", at(5, "b"), watermark(7), IDLE, "c", END);
        try (SourceHarness<String> harness = OperatorHarness.forSource(source, 1)) {
            harness.poll(2);
            assertThat(harness.isOutputIdle()).isFalse();
            harness.poll(100);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(new Emitted<>("a", null), new Emitted<>("b", 5L), new Emitted<>("c", null));
            assertThat(harness.outputWatermarks()).containsExactly(7L, Long.MAX_VALUE);
            assertThat(harness.isOutputIdle()).as("after the next record").isFalse();
            assertThat(harness.isEnded()).isTrue();
        }
    }

    @Test
    void nothingComesAfterPauseUntilTheTestResumes() throws Exception {
        TestSource<String> source = TestSource.of("a", PAUSE, "b", PAUSE, "c");
        try (SourceHarness<String> harness = OperatorHarness.forSource(source, 2)) {
            harness.poll(100);
            assertThat(source.isPaused()).isTrue();
            assertThat(harness.output()).containsExactly("a");
            source.resume();
            harness.poll(100);
            assertThat(harness.output()).containsExactly("a", "b");
            source.resume();
            harness.poll(100);
            assertThat(harness.isEnded()).isTrue();
            assertThatThrownBy(source::resume).hasMessageContaining("[API-162]");
        }
    }

    @Test
    void aTimedPauseFollowsTheClockOfTheJob() throws Exception {
        try (SourceHarness<String> harness =
                OperatorHarness.forSource(TestSource.of("a", pause(Duration.ofHours(1)), "b"), 1)) {
            harness.poll(100);
            harness.advanceProcessingTime(Duration.ofMinutes(59));
            harness.poll(100);
            assertThat(harness.output()).containsExactly("a");
            harness.advanceProcessingTime(Duration.ofMinutes(1));
            harness.poll(100);
            assertThat(harness.output()).containsExactly("a", "b");
        }
    }

    @Test
    void abortThrowsOnceAndTheNextReaderGoesOnFromTheSnapshot() throws Exception {
        TestSource<String> source = TestSource.of("a", "b", ABORT, "c");
        try (SourceHarness<String> harness = OperatorHarness.forSource(source, 1)) {
            harness.poll(1);
            HarnessSnapshot snapshot = harness.snapshot();
            assertThatThrownBy(() -> harness.poll(100)).hasRootCauseInstanceOf(TestSourceAbort.class);
            harness.takeOutput();
            harness.restore(snapshot);
            harness.poll(100);
            assertThat(harness.output()).containsExactly("b", "c");
        }
    }

    @Test
    void behindCheckpointItGoesOnWhenOneThatHoldsThePlaceIsComplete() throws Exception {
        TestSource<String> source = TestSource.of("a", CHECKPOINT, "b");
        try (SourceHarness<String> harness = OperatorHarness.forSource(source, 1)) {
            harness.snapshot(1);
            harness.poll(100);
            harness.notifyOfCompletedCheckpoint(1);
            harness.poll(100);
            assertThat(harness.output()).containsExactly("a");
            HarnessSnapshot snapshot = harness.snapshot(2);
            harness.notifyOfCompletedCheckpoint(2);
            harness.poll(100);
            assertThat(harness.output()).containsExactly("a", "b");
            harness.takeOutput();
            harness.restore(snapshot);
            harness.poll(100);
            assertThat(harness.output())
                    .as("the checkpoint was complete, or nobody could restore it")
                    .containsExactly("b");
        }
    }

    @Test
    void aSinkCommitsWithItsCheckpointAndNotBefore() throws Exception {
        TestSink<String> sink = new TestSink<>();
        try (OneInputHarness<String, Void> harness = OperatorHarness.forSink(sink)) {
            harness.processElement("a");
            HarnessSnapshot first = harness.snapshot(1);
            harness.processElement("b");
            assertThat(sink.committed()).isEmpty();
            assertThat(sink.uncommitted()).containsExactly("a", "b");
            harness.notifyOfCompletedCheckpoint(1);
            assertThat(sink.committed()).containsExactly("a");
            assertThat(sink.uncommitted()).containsExactly("b");

            harness.restore(first);
            assertThat(sink.committed()).as("committing again changes nothing").containsExactly("a");
            assertThat(sink.uncommitted()).as("the crash took it").isEmpty();
            harness.processElement("c");
            harness.endInput();
            harness.finishJob();
            assertThat(sink.committed()).containsExactly("a", "c");
        }
    }

    @Test
    void aNotificationThatWasLostIsMadeGoodByTheRestore() throws Exception {
        TestSink<String> sink = new TestSink<>();
        try (OneInputHarness<String, Void> harness = OperatorHarness.forSink(sink)) {
            harness.processElement("a");
            HarnessSnapshot snapshot = harness.snapshot();
            harness.restore(snapshot);
            assertThat(sink.committed()).containsExactly("a");
        }
    }

    @Test
    void whatAZombieWritesIsSeenOnlyIfItIsCommitted() {
        TestSinkLedger ledger = new TestSinkLedger();
        ledger.abandonBefore(0, 1);
        ledger.write(ledger.begin(0, 1), "before");
        ledger.abandonBefore(0, 2);
        ledger.write(ledger.begin(0, 2), "new");
        long zombie = ledger.begin(0, 1);
        ledger.write(zombie, "zombie");
        assertThat(ledger.uncommitted()).containsExactly("new");
        ledger.commit(zombie);
        ledger.commit(zombie);
        assertThat(ledger.committed()).containsExactly("zombie");
    }

    // ------------------------------------------------------------------------------------------------ in a job

    @Test
    void aJobThatAbortsGivesEachRecordOnce() throws Exception {
        TestSource<String> source = TestSource.of("a", CHECKPOINT, "b", ABORT, "c", ABORT, "d");
        TestSink<String> sink = new TestSink<>();
        StreamExecutionEnvironment env = environment();
        env.fromSource(source, "script").map(String::toUpperCase).sinkTo(sink);
        env.execute();
        assertThat(sink.committed()).containsExactlyInAnyOrder("A", "B", "C", "D");
        assertThat(sink.uncommitted()).isEmpty();
    }

    @Test
    void aPausedJobStaysAliveAndItsOutputIsSeenOnItsWay() throws Exception {
        TestSource<String> source = TestSource.of("a", PAUSE, "b", END);
        TestSink<String> sink = new TestSink<>();
        StreamExecutionEnvironment env = environment();
        env.fromSource(source, "script").sinkTo(sink);
        JobClient job = env.executeAsync();
        assertThat(sink.awaitCommitted(1, PATIENCE)).containsExactly("a");
        source.resume();
        job.getJobExecutionResult().get();
        assertThat(sink.committed()).containsExactly("a", "b");
    }

    // ------------------------------------------------------------------------------------------------ misuse

    @Test
    void nothingFollowsTheEnd() {
        assertThatThrownBy(() -> TestSource.of("a", END, "b")).hasMessageContaining("[API-162] The item b follows END");
    }

    @Test
    void aWaitForCommitsThatDoNotComeSaysWhatThereIs() throws Exception {
        TestSink<String> sink = new TestSink<>();
        try (OneInputHarness<String, Void> harness = OperatorHarness.forSink(sink)) {
            harness.processElement("a");
            assertThatThrownBy(() -> sink.awaitCommitted(1, Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[API-163]")
                    .hasMessageContaining("1 that wait for a checkpoint: [a]");
        }
    }

    @Test
    void aListWorksAsWell() throws Exception {
        try (SourceHarness<Long> harness = OperatorHarness.forSource(TestSource.of(List.of(1L, 2L, END)), 1)) {
            harness.poll(100);
            assertThat(harness.output()).containsExactly(1L, 2L);
        }
    }
}
