package io.weir.testkit;

import static io.weir.testkit.TestSource.at;
import static io.weir.testkit.TestSource.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.accumulator.ListAccumulator;
import io.weir.api.config.Configuration;
import io.weir.api.connector.builtin.DiscardingSink;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.RichMapFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.AscendingTimestampExtractor;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.Trigger;
import java.io.ObjectInputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that show when a job runs: each fails it with a sentence that has a code and names the operator by its name. */
@SuppressWarnings("SameNameButDifferent") // each function has its own Context
class MistakesInJobsTest {
    record Word(String text, long count) {}

    static Stream<Arguments> mistakes() {
        return Stream.of(
                job(
                        "API-106",
                        "no time",
                        env -> words(env)
                                .keyBy(Word::text)
                                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                                .reduce((a, b) -> b)
                                .name("no time")),
                job(
                        "API-123",
                        "sum of text",
                        env -> words(env).keyBy(Word::text).sum("text").name("sum of text")),
                job(
                        "API-133",
                        "merging",
                        env -> words(
                                        env,
                                        at(5_000, new Word("a", 1)),
                                        watermark(5_000),
                                        at(9_000, new Word("a", 1)),
                                        at(9_001, new Word("a", 1)))
                                .keyBy(Word::text)
                                .window(new Backwards())
                                .reduce((a, b) -> b)
                                .name("merging")),
                job(
                        "API-181",
                        "falling",
                        env -> env.fromSource(TestSource.<Long>of(5L, 3L), "times")
                                .assignTimestampsAndWatermarks(new Ascending()
                                        .withViolationHandler(new AscendingTimestampExtractor.FailingHandler()))
                                .name("falling")),
                job(
                        "API-182",
                        "rules",
                        env -> words(env)
                                .connect(words(env)
                                        .broadcast(new MapStateDescriptor<>("told", String.class, Long.class)))
                                .process(new AsksForAnother())
                                .name("rules")),
                job(
                        "API-183",
                        "near",
                        env -> words(env)
                                .keyBy(Word::text)
                                .intervalJoin(words(env).keyBy(Word::text))
                                .between(Duration.ZERO, Duration.ofSeconds(1))
                                .process(new Pairs())
                                .name("near")),
                job(
                        "API-195",
                        "two kinds",
                        env -> words(env).map(new TwoKinds()).name("two kinds")),
                job("API-196", "hoards", env -> words(env).map(new Hoards()).name("hoards")),
                job(
                        "API-251",
                        "taken",
                        env -> words(env)
                                .keyBy(Word::text)
                                .process(new TakesAName())
                                .name("taken")),
                job(
                        "API-260",
                        "removes twice",
                        env -> words(env)
                                .keyBy(Word::text)
                                .process(new RemovesTwice())
                                .name("removes twice")),
                job(
                        "API-129",
                        "com.example.Gone",
                        env -> words(env).map(new Unreadable()).name("unreadable")));
    }

    private static Arguments job(
            String code, String operator, Function<StreamExecutionEnvironment, DataStream<?>> job) {
        return Arguments.of(code, operator, job);
    }

    private static DataStream<Word> words(StreamExecutionEnvironment env, Object... items) {
        Object[] some = items.length > 0 ? items : new Object[] {new Word("a", 1), new Word("a", 1)};
        return env.fromSource(TestSource.<Word>of(some), "words");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void mistakes(String code, String operator, Function<StreamExecutionEnvironment, DataStream<?>> build) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.setRestartStrategy(RestartStrategies.noRestart());
        build.apply(env).map(String::valueOf).sinkTo(new TestSink<>());
        Throwable refused = catchThrowable(() -> {
            try (JobTest job = JobTest.start(env)) {
                job.runToEnd();
            }
        });
        assertThat(refused).as("the job ran").isNotNull();
        String message = refused.getMessage() + "\nFaults planned";
        String sentence = message.substring(0, message.indexOf("\nFaults planned")); // behind it is the trace
        assertThat(sentence).contains("[" + code + "]", operator).doesNotContainPattern("\\b[0-9a-f]{16,}\\b");
    }

    /** As soon as there are two windows, they become one that is over. */
    private static final class Backwards extends MergingWindowAssigner<Object, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
            return List.of(new TimeWindow(timestamp, timestamp + 1_000));
        }

        @Override
        public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
            if (windows.size() > 1) {
                callback.merge(windows, new TimeWindow(0, 1));
            }
        }

        @Override
        @SuppressWarnings("unchecked") // looks at no record
        public Trigger<Object, TimeWindow> getDefaultTrigger() {
            return (Trigger<Object, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
        }

        @Override
        public boolean isEventTime() {
            return true;
        }
    }

    private static final class Ascending extends AscendingTimestampExtractor<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public long extractAscendingTimestamp(Long element) {
            return element;
        }
    }

    private static final class AsksForAnother extends BroadcastProcessFunction<Word, Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Word value, ReadOnlyContext ctx, Collector<Word> out) {}

        @Override
        public void processBroadcastElement(Word value, Context ctx, Collector<Word> out) throws Exception {
            ctx.getBroadcastState(new MapStateDescriptor<>("untold", String.class, Long.class))
                    .put("a", 1L);
        }
    }

    private static final class Pairs extends ProcessJoinFunction<Word, Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Word left, Word right, Context ctx, Collector<Word> out) {
            out.collect(left);
        }
    }

    private static final class TwoKinds extends RichMapFunction<Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public Word map(Word value) {
            getRuntimeContext().getIntCounter("records").add(1);
            getRuntimeContext().getLongCounter("records").add(1L);
            return value;
        }
    }

    private static final class Hoards extends RichMapFunction<Word, Word> {
        private static final long serialVersionUID = 1L;

        private final ListAccumulator<String> all = new ListAccumulator<>();

        @Override
        public void open(Configuration parameters) {
            getRuntimeContext().addAccumulator("all", all);
        }

        @Override
        public Word map(Word value) {
            all.add("x".repeat(1 << 20));
            return value;
        }
    }

    private static final class TakesAName extends KeyedProcessFunction<String, Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Word value, Context ctx, Collector<Word> out) {
            getRuntimeContext().getState(new ValueStateDescriptor<>("weir:mine", Long.class));
        }
    }

    private static final class RemovesTwice extends KeyedProcessFunction<String, Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Word value, Context ctx, Collector<Word> out) throws Exception {
            var counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", String.class, Long.class));
            counts.put("a", 1L);
            Iterator<Map.Entry<String, Long>> entries = counts.iterator();
            entries.next();
            entries.remove();
            entries.remove();
        }
    }

    /** Holds something of a class that is not in the jar. */
    private static final class Unreadable extends RichMapFunction<Word, Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public Word map(Word value) {
            return value;
        }

        private void readObject(ObjectInputStream in) throws ClassNotFoundException {
            throw new ClassNotFoundException("com.example.Gone");
        }
    }

    // ------------------------------------------------------------------------------------------------ tests that
    // cannot be

    @Test
    void aHarnessRefusesASourceThatLoops() {
        assertThatThrownBy(() -> OperatorHarness.<Long, Long>oneInput(
                        stream -> stream.getExecutionEnvironment().addSource(new Looping())))
                .hasMessageContaining("[API-155]");
    }

    @Test
    void aJobThatDragsALargeObjectAlongIsRefused() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromData(List.of(new byte[65 << 20])).sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> env.execute("large"))
                .hasMessageContaining("[API-128]")
                .hasMessageContaining("'large'");
    }

    private static final class Looping implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void run(SourceContext<Long> context) {}

        @Override
        public void cancel() {}
    }
}
