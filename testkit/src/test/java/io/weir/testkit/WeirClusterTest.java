package io.weir.testkit;

import static io.weir.testkit.TestSource.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobClient;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.SmallThenLarge.Payment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real nodes inside this JVM. Each test leaves three of them running. */
class WeirClusterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final WeirCluster CLUSTER = WeirCluster.inThisJvm(3).withHeartbeatPause(Duration.ofSeconds(3));

    private final TestSink<String> alerts = new TestSink<>();

    private StreamExecutionEnvironment job(TestSource<Payment> payments) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(100);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 100));
        env.fromSource(payments, "payments")
                .uid("payments")
                .keyBy(Payment::account)
                .process(new SmallThenLarge())
                .uid("fraud")
                .sinkTo(alerts)
                .uid("alerts");
        return env;
    }

    private static void awaitFinished(JobClient job) throws Exception {
        job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void aJobRunsOnItAndItsOutputIsSeen() throws Exception {
        JobClient job = CLUSTER.submit(job(TestSource.of(new Payment(1, 0), new Payment(1, 700))));
        awaitFinished(job);
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
    }

    @Test
    void theJobsOfAProgramRunOnIt() throws Exception {
        CLUSTER.run(
                () -> job(TestSource.of(new Payment(1, 0), new Payment(1, 700))).execute("program"));
        assertThat(alerts.committed()).hasSize(1);
    }

    @Test
    void aKilledNodeLosesNothingAndMayComeBack() throws Exception {
        TestSource<Payment> payments = TestSource.of(new Payment(1, 0), PAUSE, new Payment(1, 700));
        JobClient job = CLUSTER.submit(job(payments));
        CLUSTER.awaitCheckpoints(job, 2);
        int victim = (CLUSTER.leader() + 1) % 3;
        CLUSTER.kill(victim);
        CLUSTER.awaitNodes(2);
        CLUSTER.awaitCheckpoints(job, 2);
        CLUSTER.restart(victim);
        CLUSTER.awaitNodes(3);
        payments.resume();
        awaitFinished(job);
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
    }

    @Test
    void theJobOutlivesItsLeader() throws Exception {
        TestSource<Payment> payments = TestSource.of(new Payment(1, 0), PAUSE, new Payment(1, 700));
        JobClient job = CLUSTER.submit(job(payments));
        CLUSTER.awaitCheckpoints(job, 2);
        int victim = CLUSTER.leader();
        CLUSTER.kill(victim);
        CLUSTER.awaitNodes(2);
        assertThat(CLUSTER.leader()).isNotEqualTo(victim);
        CLUSTER.awaitCheckpoints(job, 2);
        payments.resume();
        awaitFinished(job);
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
        CLUSTER.restart(victim);
        CLUSTER.awaitNodes(3);
    }

    @Test
    void aNodeThatIsCutOffIsReplacedAndTheOutputIsRight() throws Exception {
        TestSource<Payment> payments = TestSource.of(new Payment(1, 0), PAUSE, new Payment(1, 700));
        JobClient job = CLUSTER.submit(job(payments));
        CLUSTER.awaitCheckpoints(job, 2);
        int victim = (CLUSTER.leader() + 1) % 3;
        CLUSTER.partition(victim);
        CLUSTER.awaitNodes(2);
        CLUSTER.awaitEnd(victim);
        CLUSTER.heal();
        CLUSTER.awaitCheckpoints(job, 2);
        payments.resume();
        awaitFinished(job);
        assertThat(alerts.committed()).containsExactly("fraud on 1: 700");
        CLUSTER.restart(victim);
        CLUSTER.awaitNodes(3);
    }

    // ------------------------------------------------------------------------------------------------ misuse

    @Test
    void whatCannotBeDoneInsideAJvmSaysSo() {
        assertThatThrownBy(() -> CLUSTER.pause(0)).hasMessageContaining("[API-171] pause");
        assertThatThrownBy(() -> CLUSTER.kill(3)).hasMessageContaining("[API-168] There is no node 3");
        assertThatThrownBy(() -> CLUSTER.restart(0)).hasMessageContaining("[API-170]");
        assertThatThrownBy(CLUSTER::start).hasMessageContaining("[API-170]");
    }

    @Test
    void aClusterThatDoesNotRunSaysSo() {
        WeirCluster idle = WeirCluster.inThisJvm(1);
        assertThatThrownBy(() -> idle.submit(job(TestSource.of())))
                .hasMessageContaining("[API-170]")
                .hasMessageContaining("@RegisterExtension");
        assertThatThrownBy(() -> idle.kill(0)).hasMessageContaining("[API-170]");
        idle.close();
    }
}
