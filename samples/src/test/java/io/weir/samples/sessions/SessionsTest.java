package io.weir.samples.sessions;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final TestSink<Visit> visits = new TestSink<>();

    @Test
    void theVisitsOfTheSample() {
        run(Duration.ofMinutes(10), Sessions.CLICKS);
        assertThat(visits.committed())
                .containsExactly(
                        new Visit("ada", at(9, 0, 0), at(9, 4, 30), 2),
                        new Visit("cyd", at(9, 20, 0), at(9, 20, 0), 1),
                        new Visit("bob", at(9, 1, 0), at(9, 22, 30), 5),
                        new Visit("ada", at(9, 20, 10), at(9, 30, 10), 2),
                        new Visit("cyd", at(9, 40, 0), at(9, 40, 0), 1));
    }

    /** The golden example of Flink's SessionWindowing, with its gap of three. */
    @Test
    void clicksAsFarApartAsTheGapAreOneVisit() {
        run(
                Duration.ofSeconds(3),
                List.of(
                        new Click("a", 1),
                        new Click("b", 1),
                        new Click("b", 3),
                        new Click("b", 5),
                        new Click("c", 6),
                        new Click("a", 10),
                        new Click("c", 11)));
        assertThat(visits.committed())
                .containsExactlyInAnyOrder(
                        new Visit("a", 1, 1, 1),
                        new Visit("c", 6, 6, 1),
                        new Visit("c", 11, 11, 1),
                        new Visit("b", 1, 5, 3),
                        new Visit("a", 10, 10, 1));
        visitsOf(new Click("d", 1), new Click("d", 4));
        assertThat(visits.committed()).contains(new Visit("d", 1, 4, 2));
    }

    @Test
    void aVisitGoesOnAfterACrash() {
        List<Object> items = new ArrayList<>(Sessions.CLICKS);
        items.add(6, ABORT);
        items.add(5, CHECKPOINT);
        run(Duration.ofMinutes(10), items);
        assertThat(visits.committed()).hasSize(5).contains(new Visit("bob", 32460, 33750, 5));
    }

    private static int at(int hour, int minute, int second) {
        return LocalTime.of(hour, minute, second).toSecondOfDay();
    }

    private void visitsOf(Click... clicks) {
        run(Duration.ofSeconds(3), List.of((Object[]) clicks));
    }

    private void run(Duration gap, List<?> items) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(1000);
        TestSource<Click> clicks = TestSource.of(items);
        Sessions.visits(env.fromSource(clicks, "clicks").uid("clicks"), gap)
                .sinkTo(visits)
                .uid("sink");
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }
}
