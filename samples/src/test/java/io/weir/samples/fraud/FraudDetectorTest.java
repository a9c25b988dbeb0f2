package io.weir.samples.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.HarnessSnapshot;
import io.weir.testkit.OneInputHarness;
import io.weir.testkit.OperatorHarness;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator alone. */
class FraudDetectorTest {
    // tag::harness[]
    private final OneInputHarness<Transaction, Alert> harness =
            OperatorHarness.forKeyedProcessFunction(new FraudDetector(), Transaction::account);

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aLargePaymentDirectlyAfterASmallOneIsTold() throws Exception {
        harness.processElements(new Transaction(7, 50), new Transaction(7, 90_000));
        assertThat(harness.output()).containsExactly(new Alert(7, 90_000));
    }
    // end::harness[]

    @Test
    void whatOtherAccountsPayDoesNotMatter() throws Exception {
        harness.processElements(new Transaction(7, 50), new Transaction(8, 90_000));
        assertThat(harness.output()).isEmpty();
    }

    @Test
    void aPaymentInBetweenBreaksThePattern() throws Exception {
        harness.processElements(new Transaction(7, 50), new Transaction(7, 1_000), new Transaction(7, 90_000));
        assertThat(harness.output()).isEmpty();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    // tag::timer[]
    @Test
    void aSmallPaymentIsForgottenAfterAMinute() throws Exception {
        harness.processElement(new Transaction(7, 50));
        assertThat(harness.stateOf(7L).value("flag")).isEqualTo(true);
        assertThat(harness.processingTimeTimers(7L)).containsExactly(60_000L);

        harness.advanceProcessingTime(Duration.ofMinutes(1));
        assertThat(harness.stateOf(7L).isEmpty()).isTrue();
        harness.processElement(new Transaction(7, 90_000));
        assertThat(harness.output()).isEmpty();
    }
    // end::timer[]

    // tag::restore[]
    @Test
    void everyAccountIsRememberedWhenTheJobGrows() throws Exception {
        for (long account = 0; account < 100; account++) {
            harness.processElement(new Transaction(account, 50));
        }
        HarnessSnapshot snapshot = harness.snapshot();
        harness.restore(snapshot, 4);
        for (long account = 0; account < 100; account++) {
            harness.processElement(new Transaction(account, 90_000));
        }
        assertThat(harness.output()).hasSize(100);
    }
    // end::restore[]
}
