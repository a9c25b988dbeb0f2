package io.weir.samples.rules;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static io.weir.testkit.TestSource.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.OperatorHarness;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import io.weir.testkit.TwoInputHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void aRuleCountsFromWhenItComesToWhenItIsWithdrawnAndMeetsTheLastReadings() throws Exception {
        try (TwoInputHarness<Reading, Rule, Alarm> job =
                OperatorHarness.twoInputs((readings, rules) -> RulesJob.alarms(readings, rules))) {
            job.processElement1(new Reading("a", 50));
            job.processElement1(new Reading("b", 95));
            assertThat(job.takeOutput()).isEmpty();
            job.processElement2(Rule.parse("hot 80"));
            assertThat(job.takeOutput()).containsExactly(new Alarm("hot", new Reading("b", 95)));
            job.processElement1(new Reading("a", 81));
            job.processElement1(new Reading("b", 80));
            assertThat(job.takeOutput()).containsExactly(new Alarm("hot", new Reading("a", 81)));
            job.processElement2(Rule.parse("hot off"));
            job.processElement1(new Reading("a", 99));
            assertThat(job.takeOutput()).isEmpty();
        }
    }

    @Test
    void rulesSurviveACrashOnEverySubtask() {
        TestSource<Rule> rules = TestSource.of(Rule.parse("hot 80"), Rule.parse("warm 60"), Rule.parse("warm off"));
        TestSource<Reading> readings = TestSource.of(
                PAUSE, CHECKPOINT, ABORT, new Reading("a", 90), new Reading("b", 70), new Reading("c", 81));
        TestSink<Alarm> alarms = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        RulesJob.alarms(
                        env.fromSource(readings, "readings").uid("readings"),
                        env.fromSource(rules, "rules").uid("rules"))
                .sinkTo(alarms)
                .uid("alarms");
        try (JobTest job = JobTest.start(env)) {
            assertThat(job.runUntil(() -> rules.position() == 3, Duration.ofMinutes(1)))
                    .isTrue();
            job.awaitCheckpoint(); // all subtasks have the rules
            readings.resume();
            job.runToEnd();
            assertThat(job.restarts()).isEqualTo(1);
        }
        assertThat(alarms.committed())
                .containsExactlyInAnyOrder(
                        new Alarm("hot", new Reading("a", 90)), new Alarm("hot", new Reading("c", 81)));
    }

    @Test
    void aLineThatIsNoRuleSaysWhatARuleIs() {
        assertThatThrownBy(() -> Rule.parse("hot")).hasMessageContaining("NAME LIMIT or NAME off");
        assertThatThrownBy(() -> Rule.parse("hot very")).hasMessageContaining("'hot very' is no rule");
    }
}
