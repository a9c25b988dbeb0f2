package io.weir.samples.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.SimulatedFaults;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The whole job, once for each seed, while everything fails around it. */
class FraudDetectionFaultsTest {
    private static final int ACCOUNTS = 50;

    // tag::faults[]
    @SimulatedFaults(seeds = 50, nodes = 3)
    void eachFraudIsToldExactlyOnceWhateverFails() throws Exception {
        List<Object> payments = new ArrayList<>();
        List<Alert> expected = new ArrayList<>();
        for (long account = 0; account < ACCOUNTS; account++) {
            payments.add(new Transaction(account, 50));
            payments.add(new Transaction(account, 90_000));
            payments.add(TestSource.pause(Duration.ofMillis(200)));
            expected.add(new Alert(account, 90_000));
        }
        TestSource<Transaction> transactions = TestSource.of(payments);
        TestSink<Alert> alerts = new TestSink<>();

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(200);
        env.getCheckpointConfig().setCheckpointTimeout(1000);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 50));
        FraudDetectionJob.detect(env.fromSource(transactions, "transactions").uid("transactions"))
                .sinkTo(alerts)
                .uid("alerts");
        env.execute("fraud detection");

        assertThat(alerts.committed()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alerts.uncommitted()).isEmpty();
    }
    // end::faults[]
}
