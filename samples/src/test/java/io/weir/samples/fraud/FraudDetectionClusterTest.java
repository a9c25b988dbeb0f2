package io.weir.samples.fraud;

import static io.weir.testkit.TestSource.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import io.weir.testkit.WeirCluster;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole job on real nodes. */
class FraudDetectionClusterTest {
    // tag::cluster[]
    @RegisterExtension
    static final WeirCluster CLUSTER = WeirCluster.inThisJvm(3);

    @Test
    void aRealNodeIsKilledUnderTheJob() throws Exception {
        TestSource<Transaction> transactions = TestSource.of(new Transaction(7, 50), PAUSE, new Transaction(7, 90_000));
        TestSink<Alert> alerts = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(200);
        FraudDetectionJob.detect(env.fromSource(transactions, "transactions").uid("transactions"))
                .sinkTo(alerts)
                .uid("alerts");

        JobClient job = CLUSTER.submit(env);
        CLUSTER.awaitCheckpoints(job, 2);
        CLUSTER.kill((CLUSTER.leader() + 1) % 3);
        CLUSTER.awaitNodes(2);
        transactions.resume();
        job.getJobExecutionResult().get(2, TimeUnit.MINUTES);
        assertThat(alerts.committed()).containsExactly(new Alert(7, 90_000));
    }
    // end::cluster[]
}
