package io.weir.samples.windowjoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowJoinSampleTest {
    private final TestSink<GradeAndSalary> pairs = new TestSink<>();
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void theSameNameInTheSameWindowIsAPair() {
        env.setParallelism(1);
        WindowJoin.join(
                        env.fromSource(
                                TestSource.of(
                                        new Grade("tom", 1, 0),
                                        new Grade("bob", 2, 50),
                                        new Grade("tom", 3, 99),
                                        new Grade("tom", 4, 100)),
                                "grades"),
                        env.fromSource(
                                TestSource.of(
                                        new Salary("tom", 1000, 99),
                                        new Salary("bob", 2000, 100),
                                        new Salary("tom", 3000, 150)),
                                "salaries"),
                        Duration.ofMillis(100))
                .sinkTo(pairs);
        run();
        assertThat(pairs.committed())
                .containsExactly(
                        new GradeAndSalary("tom", 1, 1000),
                        new GradeAndSalary("tom", 3, 1000),
                        new GradeAndSalary("tom", 4, 3000));
    }

    @Test
    void thePairsOfTheSampleAreThoseOfTwoLoops() {
        WindowJoin.join(
                        env.fromGenerator(Grade::generated, 100),
                        env.fromGenerator(Salary::generated, 100),
                        Duration.ofMillis(100))
                .sinkTo(pairs);
        run();
        List<GradeAndSalary> expected = new ArrayList<>();
        for (long g = 0; g < 100; g++) {
            for (long s = 0; s < 100; s++) {
                Grade grade = Grade.generated(g);
                Salary salary = Salary.generated(s);
                if (grade.name().equals(salary.name()) && grade.millis() / 100 == salary.millis() / 100) {
                    expected.add(new GradeAndSalary(grade.name(), grade.grade(), salary.salary()));
                }
            }
        }
        assertThat(pairs.committed()).hasSize(167).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void run() {
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }
}
