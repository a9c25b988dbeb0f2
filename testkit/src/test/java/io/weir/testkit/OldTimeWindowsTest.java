package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.function.DiscardingSink;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.time.Time;
import io.weir.api.time.TimeCharacteristic;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import java.io.Serializable;
import java.util.Iterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code timeWindow} in a program that did not choose a clock: of event time if anything in it may give records timestamps, else by the clock. */
class OldTimeWindowsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @BeforeEach
    void one() {
        env.setParallelism(1);
    }

    @Test
    void aProgramThatAssignsNoTimePrintsItsCountsWhenItsInputEnds() {
        TestSink<Tuple2<String, Integer>> sink = new TestSink<>();
        words(env.fromData("to", "be", "or", "not", "to", "be")).sinkTo(sink);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
        assertThat(sink.committed())
                .containsExactlyInAnyOrder(
                        Tuple2.of("to", 2), Tuple2.of("be", 2), Tuple2.of("or", 1), Tuple2.of("not", 1));
    }

    @Test
    void slidingOnesToo() {
        env.fromData(1, 2)
                .timeWindowAll(Time.seconds(5), Time.seconds(1))
                .sum(0)
                .addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(SlidingProcessingTimeWindows.class);
    }

    @Test
    void noWatermarksIsNoTime() {
        words(env.fromSource(new DataGeneratorSource<>(index -> "word", 1), WatermarkStrategy.noWatermarks(), "words"))
                .addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(TumblingProcessingTimeWindows.class);
    }

    @Test
    void anIteratorHasNoTime() {
        words(env.fromCollection(new Once(), String.class)).addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(TumblingProcessingTimeWindows.class);
    }

    private static final class Once implements Iterator<String>, Serializable {
        private boolean given;

        @Override
        public boolean hasNext() {
            return !given;
        }

        @Override
        public String next() {
            given = true;
            return "word";
        }
    }

    @Test
    void timeThatIsAssignedAnywhereAlsoLaterInTheProgramMakesThemOfEventTime() {
        words(env.fromData("to")).addSink(new DiscardingSink<>());
        env.fromData(1L)
                .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
                .addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(TumblingEventTimeWindows.class);
    }

    @Test
    void aSourceWhoseRecordsMayHaveTimestampsMakesThemOfEventTime() {
        words(env.addSource(new Word())).addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(TumblingEventTimeWindows.class);
    }

    @Test
    void aProgramThatChoseEventTimeHasIt() {
        env.setStreamTimeCharacteristic(TimeCharacteristic.EventTime);
        words(env.fromData("to")).addSink(new DiscardingSink<>());
        assertThat(assigner()).isInstanceOf(TumblingEventTimeWindows.class);
    }

    private static DataStream<Tuple2<String, Integer>> words(DataStream<String> words) {
        return words.map(word -> Tuple2.of(word, 1))
                .keyBy(word -> word.f0)
                .timeWindow(Time.seconds(5))
                .sum(1);
    }

    private WindowAssigner<?, ?> assigner() {
        return env.getJobGraph("job").nodes().stream()
                .filter(node -> node.operator() instanceof WindowSpec)
                .map(node -> ((WindowSpec) node.operator()).assigner())
                .findFirst()
                .orElseThrow();
    }

    private static final class Word implements SourceFunction<String> {
        @Override
        public void run(SourceContext<String> context) {
            context.collectWithTimestamp("word", 1);
        }

        @Override
        public void cancel() {}
    }
}
