package io.weir.samples.fraud;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static io.weir.testkit.TestSource.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, in one thread. */
class FraudDetectionJobTest {
    // tag::job[]
    private final TestSink<Alert> alerts = new TestSink<>();

    private JobTest start(TestSource<Transaction> transactions) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        FraudDetectionJob.detect(env.fromSource(transactions, "transactions").uid("transactions"))
                .sinkTo(alerts)
                .uid("alerts");
        return JobTest.start(env);
    }

    @Test
    void aCrashBetweenTwoPaymentsForgetsNothingAndTellsNothingTwice() {
        TestSource<Transaction> transactions = TestSource.of(
                new Transaction(7, 50), CHECKPOINT, new Transaction(7, 90_000), ABORT, new Transaction(8, 90_000));
        try (JobTest job = start(transactions)) {
            job.runToEnd();
            assertThat(job.restarts()).isEqualTo(1);
        }
        assertThat(alerts.committed()).containsExactly(new Alert(7, 90_000));
    }
    // end::job[]

    // tag::kill[]
    @Test
    void aKilledNodeTakesNothingThatACheckpointHolds() throws Exception {
        TestSource<Transaction> transactions =
                TestSource.of(new Transaction(7, 50), PAUSE, new Transaction(7, 90_000), PAUSE);
        try (JobTest job = start(transactions)) {
            job.awaitCheckpoint();
            job.kill(0);
            job.advanceTime(Duration.ofSeconds(10));
            assertThat(job.stateOf("fraud-detector", 7L).value("flag")).isEqualTo(true);

            transactions.resume();
            job.runUntil(() -> !alerts.uncommitted().isEmpty(), Duration.ofSeconds(10));
            assertThat(alerts.committed()).as("before the checkpoint").isEmpty();
            job.awaitCheckpoint();
            job.advanceTime(Duration.ofSeconds(1));
            assertThat(alerts.committed()).containsExactly(new Alert(7, 90_000));
        }
    }
    // end::kill[]

    // tag::time[]
    @Test
    void aMinuteOfProcessingTimePassesAtOnce() throws Exception {
        TestSource<Transaction> transactions = TestSource.of(new Transaction(7, 50), PAUSE, new Transaction(7, 90_000));
        try (JobTest job = start(transactions)) {
            job.awaitCheckpoint();
            job.advanceTime(Duration.ofMinutes(2));
            assertThat(job.stateOf("fraud-detector", 7L).isEmpty()).isTrue();
            transactions.resume();
            job.runToEnd();
        }
        assertThat(alerts.committed()).isEmpty();
    }
    // end::time[]

    // tag::program[]
    @Test
    void theProgramReadsALedgerAndWritesALedger(@TempDir Path folder) throws Exception {
        Path payments = Files.writeString(folder.resolve("payments.csv"), "7,50\n8,120\n7,90000\n");
        Path output = folder.resolve("alerts");
        try (JobTest job = JobTest.startProgram(() -> {
            FraudDetectionJob.main(new String[] {"--input", payments.toString(), "--output", output.toString()});
            return null;
        })) {
            job.runToEnd();
        }
        assertThat(linesBelow(output)).containsExactly("7,90000");
    }
    // end::program[]

    private static List<String> linesBelow(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().lines().toList();
        }
    }
}
