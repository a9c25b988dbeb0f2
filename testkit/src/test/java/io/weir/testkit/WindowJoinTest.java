package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichCoGroupFunction;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of two streams that meet by key and window. A grade or salary is "name amount". */
class WindowJoinTest {
    private final TestSink<String> results = new TestSink<>();

    private static TestItem at(long timestamp, String record) {
        return TestSource.at(timestamp, record);
    }

    private static String name(String record) {
        return record.substring(0, record.indexOf(' '));
    }

    private static String amount(String record) {
        return record.substring(record.indexOf(' ') + 1);
    }

    private static DataStream<String> grades(StreamExecutionEnvironment env) {
        TestSource<String> source = TestSource.of(
                at(1, "ann 1"), at(2, "bob 2"), at(9, "ann 3"), at(10, "ann 4"), TestSource.watermark(Long.MAX_VALUE));
        return env.fromSource(source, "grades").uid("grades");
    }

    private static DataStream<String> salaries(StreamExecutionEnvironment env) {
        TestSource<String> source = TestSource.of(
                at(3, "ann 100"), at(8, "ann 200"), at(11, "bob 300"), TestSource.watermark(Long.MAX_VALUE));
        return env.fromSource(source, "salaries").uid("salaries");
    }

    private List<String> run(StreamExecutionEnvironment env, DataStream<String> joined) {
        joined.sinkTo(results).uid("results");
        env.enableCheckpointing(100);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        return results.committed();
    }

    @Test
    void aJoinGivesEachPairOfAKeyInAWindowAndNothingElse() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        DataStream<String> joined = grades(env)
                .join(salaries(env))
                .where(WindowJoinTest::name)
                .equalTo(WindowJoinTest::name)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .apply((grade, salary) -> name(grade) + " " + amount(grade) + "/" + amount(salary));
        assertThat(run(env, joined)).containsExactlyInAnyOrder("ann 1/100", "ann 1/200", "ann 3/100", "ann 3/200");
    }

    @Test
    void aJoinMayGiveAnyNumberOfResultsForAPairAndWindowsMayBeSessions() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        DataStream<String> joined = grades(env)
                .join(salaries(env))
                .where(WindowJoinTest::name)
                .equalTo(WindowJoinTest::name)
                .window(EventTimeSessionWindows.withGap(Duration.ofMillis(9)))
                .apply((String grade, String salary, Collector<String> out) -> {
                    if (amount(salary).equals("200") || name(grade).equals("bob")) {
                        out.collect(name(grade) + " " + amount(grade) + "/" + amount(salary));
                    }
                });
        assertThat(run(env, joined)).containsExactlyInAnyOrder("ann 1/200", "ann 3/200", "ann 4/200", "bob 2/300");
    }

    @Test
    void aCoGroupSeesAlsoKeysThatOnlyOneStreamHasAndItsFunctionIsOpened() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        DataStream<String> grouped = grades(env)
                .coGroup(salaries(env))
                .where(WindowJoinTest::name)
                .equalTo(WindowJoinTest::name)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .apply(new Groups());
        assertThat(run(env, grouped))
                .containsExactlyInAnyOrder("[1, 3] and [100, 200]", "[2] and []", "[4] and []", "[] and [300]");
    }

    private static final class Groups extends RichCoGroupFunction<String, String, String> {
        private transient @Nullable String between;

        @Override
        public void open(OpenContext openContext) {
            between = " and ";
        }

        @Override
        public void coGroup(Iterable<String> grades, Iterable<String> salaries, Collector<String> out) {
            out.collect(sorted(grades) + Objects.requireNonNull(between) + sorted(salaries));
        }

        private static List<String> sorted(Iterable<String> records) {
            List<String> amounts = new ArrayList<>();
            records.forEach(record -> amounts.add(amount(record)));
            amounts.sort(null);
            return amounts;
        }
    }
}
