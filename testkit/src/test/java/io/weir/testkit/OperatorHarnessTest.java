package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.InvalidJobException;
import io.weir.api.function.ProcessFunction;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.checkpoint.RestoreRefusedException;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import io.weir.testkit.SmallThenLarge.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorHarnessTest {
    private static final int ACCOUNTS = 100;

    private static OneInputHarness<Payment, String> harness(int parallelism, boolean rocksDb) {
        return OperatorHarness.oneInput(payments -> {
            if (rocksDb) {
                payments.getExecutionEnvironment().setStateBackend(new EmbeddedRocksDBStateBackend());
            }
            return payments.keyBy(Payment::account)
                    .process(new SmallThenLarge())
                    .name("fraud")
                    .uid("fraud")
                    .setMaxParallelism(128)
                    .setParallelism(parallelism);
        });
    }

    private static OneInputHarness<Payment, String> harness() {
        return harness(1, false);
    }

    @Test
    void recordsOfOneKeySeeItsStateAndNotThatOfOthers() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            harness.processElement(new Payment(2, 900));
            harness.processElement(new Payment(1, 700));
            assertThat(harness.output()).containsExactly("fraud on 1: 700");
        }
    }

    @Test
    void takenOutputIsGoneAndRecordsKeepTheirTimestamps() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0), 10);
            harness.processElement(new Payment(1, 700), 20);
            assertThat(harness.outputWithTimestamps()).containsExactly(new Emitted<>("fraud on 1: 700", 20L));
            assertThat(harness.takeOutput()).hasSize(1);
            assertThat(harness.output()).isEmpty();
        }
    }

    @Test
    void stateIsReadByNameAndKey() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElements(new Payment(1, 5), new Payment(1, 0), new Payment(2, 7));
            KeyedStateView state = harness.stateOf(1L);
            assertThat(state.value("flag")).isEqualTo(true);
            assertThat(state.list("amounts")).isEqualTo(List.of(5L, 0L));
            assertThat(state.map("counts")).isEqualTo(Map.of("payments", 2));
            assertThat(state.names()).containsExactly("flag", "amounts", "counts");
            assertThat(harness.stateOf(3L).isEmpty()).isTrue();
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
        }
    }

    @Test
    void aViewOfStateDoesNotChangeLater() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 5));
            KeyedStateView before = harness.stateOf(1L);
            harness.processElement(new Payment(1, 6));
            assertThat(before.list("amounts")).isEqualTo(List.of(5L));
        }
    }

    @Test
    void lookingAtAnotherKeyDoesNotDisturbTheCurrentOne() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            assertThat(harness.stateOf(2L).isEmpty()).isTrue();
            harness.processElement(new Payment(1, 700));
            assertThat(harness.output()).hasSize(1);
        }
    }

    @Test
    void eventTimeTimersFireWhenTheWatermarkReachesThemAndNotBefore() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0), 1_000);
            assertThat(harness.eventTimeTimers(1L)).containsExactly(61_000L);
            harness.processWatermark(60_999);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            harness.processWatermark(61_000);
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.stateOf(1L).value("flag")).isNull();
            assertThat(harness.outputWatermarks()).containsExactly(60_999L, 61_000L);
        }
    }

    @Test
    void aWatermarkThatFallsChangesNothing() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processWatermark(50);
            harness.processWatermark(40);
            assertThat(harness.outputWatermarks()).containsExactly(50L);
        }
    }

    @Test
    void processingTimeTimersFireEachAtItsOwnTime() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            harness.setProcessingTime(10_000);
            harness.processElement(new Payment(2, 0));
            assertThat(harness.processingTimeTimers(2L)).containsExactly(70_000L);
            harness.advanceProcessingTime(Duration.ofDays(1));
            assertThat(harness.sideOutput(SmallThenLarge.FORGOTTEN))
                    .containsExactly(new Payment(1, 60_000), new Payment(2, 70_000));
            assertThat(harness.processingTime())
                    .isEqualTo(10_000 + Duration.ofDays(1).toMillis());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatHappenedAfterASnapshotIsForgottenByARestore(boolean rocksDb) throws Exception {
        try (OneInputHarness<Payment, String> harness = harness(1, rocksDb)) {
            harness.processElement(new Payment(1, 0), 1_000);
            HarnessSnapshot snapshot = harness.snapshot();
            harness.processElement(new Payment(1, 5), 2_000);
            harness.processElement(new Payment(2, 5), 2_000);
            harness.restore(snapshot);
            assertThat(harness.stateOf(1L).value("flag")).isEqualTo(true);
            assertThat(harness.stateOf(1L).list("amounts")).isEqualTo(List.of(0L));
            assertThat(harness.stateOf(2L).isEmpty()).isTrue();
            assertThat(harness.eventTimeTimers(1L)).containsExactly(61_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void atAnotherParallelismEveryKeyFindsItsStateAndItsTimers(boolean rocksDb) throws Exception {
        try (OneInputHarness<Payment, String> harness = harness(2, rocksDb)) {
            for (long account = 0; account < ACCOUNTS; account++) {
                harness.processElement(new Payment(account, 0), account);
            }
            for (int parallelism : new int[] {3, 1, 8}) {
                harness.restore(harness.snapshot(), parallelism);
                assertThat(harness.numKeyedStateEntries()).isEqualTo(ACCOUNTS);
                assertThat(harness.numEventTimeTimers()).isEqualTo(ACCOUNTS);
            }
            harness.takeOutput();
            for (long account = 0; account < ACCOUNTS; account++) {
                harness.processElement(new Payment(account, 700), ACCOUNTS);
            }
            assertThat(harness.output()).hasSize(ACCOUNTS);
        }
    }

    @Test
    void aSnapshotIsRestoredByAnotherVersionOfTheOperator() throws Exception {
        try (OneInputHarness<Payment, String> old = harness(2, false);
                OneInputHarness<Payment, String> fresh = harness(1, false)) {
            old.processElement(new Payment(1, 0));
            fresh.restore(old.snapshot());
            fresh.processElement(new Payment(1, 700));
            assertThat(fresh.output()).containsExactly("fraud on 1: 700");
            assertThat(fresh.snapshot().checkpointId()).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotOfAnOperatorWithAnotherUidIsRefused() throws Exception {
        try (OneInputHarness<Payment, String> old = harness();
                OneInputHarness<Payment, String> other =
                        OperatorHarness.oneInput(payments -> payments.keyBy(Payment::account)
                                .process(new SmallThenLarge())
                                .uid("renamed"))) {
            old.processElement(new Payment(1, 0));
            HarnessSnapshot snapshot = old.snapshot();
            assertThatThrownBy(() -> other.restore(snapshot))
                    .isInstanceOf(RestoreRefusedException.class)
                    .hasMessageContaining("CKP-404");
        }
    }

    @Test
    void anyOperatorOfTheApiCanBeHarnessed() throws Exception {
        try (OneInputHarness<Payment, Payment> sum = OperatorHarness.oneInput(
                        payments -> payments.keyBy(Payment::account).sum("amount"));
                OneInputHarness<Payment, Long> map =
                        OperatorHarness.oneInput(payments -> payments.map(Payment::amount));
                OneInputHarness<Payment, String> process = OperatorHarness.forProcessFunction(new Describe())) {
            sum.processElements(new Payment(1, 5), new Payment(2, 9), new Payment(1, 7));
            map.processElement(new Payment(1, 5));
            process.processElement(new Payment(1, 5), 3);
            assertThat(sum.output()).containsExactly(new Payment(1, 5), new Payment(2, 9), new Payment(1, 12));
            assertThat(map.output()).containsExactly(5L);
            assertThat(process.output()).containsExactly("5 at 3");
        }
    }

    private static final class Describe extends ProcessFunction<Payment, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Payment payment, Context ctx, Collector<String> out) {
            out.collect(payment.amount() + " at " + ctx.timestamp());
        }
    }

    // ------------------------------------------------------------------------------------------------ misuse

    @Test
    void anUnknownNameOfAStateListsTheKnownOnes() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            assertThatThrownBy(() -> harness.stateOf(1L).value("flags"))
                    .hasMessageContaining("[API-151] There is no state 'flags' in operator 'fraud'.")
                    .hasMessageContaining("'amounts', 'counts', 'flag'");
            assertThatThrownBy(() -> harness.stateOf(1L).map("amounts"))
                    .hasMessageContaining("[API-151] The state 'amounts' in operator 'fraud' is no map state");
        }
    }

    @Test
    void aKeyOfAnotherClassIsNoSilentlyEmptyState() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            assertThatThrownBy(() -> harness.stateOf(1))
                    .hasMessageContaining("[API-153]")
                    .hasMessageContaining("1L");
        }
    }

    @Test
    void aClosedHarnessSaysSo() throws Exception {
        OneInputHarness<Payment, String> harness = harness();
        harness.close();
        harness.close();
        assertThatThrownBy(() -> harness.processElement(new Payment(1, 0)))
                .hasMessageContaining("[API-150] The harness of operator 'fraud' is closed");
        assertThatThrownBy(() -> harness.setProcessingTime(5)).hasMessageContaining("[API-150]");
        assertThatThrownBy(harness::snapshot).hasMessageContaining("[API-150]");
    }

    @Test
    void anOperatorThatThrewGoesOnOnlyFromASnapshot() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.processElement(new Payment(1, 0));
            HarnessSnapshot snapshot = harness.snapshot();
            assertThatThrownBy(() -> harness.processElement(new Payment(1, -1)))
                    .isInstanceOf(UserCodeException.class)
                    .hasRootCauseMessage("negative amount -1");
            assertThatThrownBy(() -> harness.processElement(new Payment(1, 700)))
                    .hasMessageContaining("[API-150]")
                    .hasMessageContaining("restore(snapshot)");
            harness.restore(snapshot);
            harness.processElement(new Payment(1, 700));
            assertThat(harness.output()).hasSize(1);
        }
    }

    @Test
    void whatIsWrongWithTheOperatorIsSaidAsAJobWouldSayIt() {
        assertThatThrownBy(() -> OperatorHarness.oneInput((io.weir.api.DataStream<Payment> payments) -> payments))
                .hasMessageContaining("[API-152]")
                .hasMessageContaining("was given none");
        assertThatThrownBy(() -> OperatorHarness.oneInput(
                        (io.weir.api.DataStream<Payment> payments) -> payments.map(Payment::amount)
                                .name("first")
                                .map(amount -> amount + 1)
                                .name("second")))
                .hasMessageContaining("[API-152]")
                .hasMessageContaining("'first', 'second'");
        Object notSerializable = new Object();
        assertThatThrownBy(() -> OperatorHarness.oneInput((io.weir.api.DataStream<Payment> payments) ->
                        payments.map(payment -> notSerializable.hashCode())))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("API-103");
    }

    @Test
    void timeDoesNotGoBackAndIdsOfCheckpointsRise() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            harness.setProcessingTime(100);
            assertThatThrownBy(() -> harness.setProcessingTime(99)).hasMessageContaining("[API-154]");
            harness.snapshot(5);
            assertThatThrownBy(() -> harness.snapshot(5)).hasMessageContaining("[API-154]");
            assertThat(harness.snapshot().checkpointId()).isEqualTo(6);
        }
    }

    @Test
    void operatorsWithoutKeysHaveNoKeyedState() throws Exception {
        try (OneInputHarness<Payment, Long> map = OperatorHarness.oneInput(payments -> payments.map(Payment::amount))) {
            assertThatThrownBy(() -> map.stateOf(1L)).hasMessageContaining("[API-153]");
            assertThatThrownBy(map::numEventTimeTimers).hasMessageContaining("[API-153]");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the misuse under test
    void nullIsNoRecord() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            assertThatThrownBy(() -> harness.processElement(null)).hasMessageContaining("[API-113]");
        }
    }

    @Test
    void aParallelismBeyondTheMaximumIsRefused() throws Exception {
        try (OneInputHarness<Payment, String> harness = harness()) {
            HarnessSnapshot snapshot = harness.snapshot();
            assertThatThrownBy(() -> harness.restore(snapshot, 129)).hasMessageContaining("[API-108]");
            assertThatThrownBy(() -> harness.restore(snapshot, 0)).hasMessageContaining("[API-108]");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake under test
    void aKeySelectorThatGivesNullFailsAsInAJob() throws Exception {
        try (OneInputHarness<String, String> harness = OperatorHarness.oneInput(
                words -> words.keyBy(word -> word.isEmpty() ? null : word).reduce((a, b) -> b))) {
            assertThatThrownBy(() -> harness.processElement(""))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("[API-113]");
        }
    }
}
