package io.weir.samples.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskControlTest {
    private static final int PAYMENTS = 800;

    @Test
    void refusalsAreThoseOfALoopOverAllPayments() {
        TestSink<Refusal> refusals = new TestSink<>();
        TestSink<UserSoFar> last = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<Refusal> judged = RiskControl.judge(
                env.fromGenerator(new Payments(7)::at, PAYMENTS).setParallelism(1));
        judged.sinkTo(refusals);
        judged.getSideOutput(JudgePayments.LAST).sinkTo(last);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }

        List<Payment> accepted = new ArrayList<>();
        List<Payment> refused = new ArrayList<>();
        for (long i = 0; i < PAYMENTS; i++) {
            Payment payment = new Payments(7).at(i);
            List<Payment> recent = accepted.stream()
                    .filter(before -> before.user().equals(payment.user()))
                    .filter(before -> before.second() + 600 > payment.second())
                    .toList();
            boolean tooMuch = recent.stream().mapToLong(Payment::cents).sum() + payment.cents() > 80_000;
            boolean elsewhere =
                    recent.stream().anyMatch(before -> !before.country().equals(payment.country()));
            (tooMuch || elsewhere || recent.size() > 5 ? refused : accepted).add(payment);
        }
        assertThat(refusals.committed())
                .extracting(Refusal::payment)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(refused);
        assertThat(last.committed().stream().mapToInt(UserSoFar::accepted).sum())
                .isEqualTo(accepted.size());
        assertThat(last.committed().stream().mapToLong(UserSoFar::refusedCents).sum())
                .isEqualTo(refused.stream().mapToLong(Payment::cents).sum());
    }

    @Test
    void eachRuleSaysWhyItRefuses() {
        Payment before = new Payment("ada", 1000, 70_000, "DE");
        assertThat(RiskRules.refuse(new Payment("ada", 1300, 20_000, "DE"), List.of(before)))
                .hasValue("900.00 euro in ten minutes");
        assertThat(RiskRules.refuse(new Payment("ada", 1300, 100, "JP"), List.of(before)))
                .hasValue("paid in DE 5 minutes before");
        assertThat(RiskRules.refuse(new Payment("ada", 1300, 100, "DE"), List.of(before)))
                .isEmpty();
    }
}
