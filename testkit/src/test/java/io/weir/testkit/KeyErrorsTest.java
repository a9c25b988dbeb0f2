package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with keys and their state, through a whole job: refused with a sentence that has a code and names the operator by its name. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // null is one of the mistakes; each function has its own Context
class KeyErrorsTest {
    record Event(DayOfWeek day, @Nullable String user) {}

    record Holder(Object any) {}

    record Many(List<DayOfWeek> days) {}

    record Maybe(Optional<DayOfWeek> day) {}

    interface Shape {}

    enum Round implements Shape {
        CIRCLE
    }

    record Shaped(Shape shape) {}

    static final class Plain {
        final DayOfWeek day;

        Plain(DayOfWeek day) {
            this.day = day;
        }

        @Override
        public int hashCode() {
            return Objects.hash(day);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain plain && plain.day == day;
        }
    }

    private interface Selector extends KeySelector<Event, Object>, Serializable {}

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    private DataStream<Event> events() {
        return env.fromSource(
                TestSource.<Event>of(new Event(DayOfWeek.MONDAY, "ann"), new Event(DayOfWeek.FRIDAY, null)), "events");
    }

    private String refusal(DataStream<?> stream) {
        env.setRestartStrategy(io.weir.api.RestartStrategies.noRestart());
        stream.map(String::valueOf).sinkTo(new TestSink<String>());
        Throwable refused = catchThrowable(() -> {
            try (JobTest job = JobTest.start(env)) {
                job.runToEnd();
            }
        });
        assertThat(refused).as("the job ran").isNotNull();
        String message = refused.getMessage() + "\nFaults planned";
        String sentence = message.substring(0, message.indexOf("\nFaults planned")); // behind it is the trace
        assertThat(sentence).doesNotContainPattern("[0-9a-f]{16}");
        return sentence;
    }

    static Stream<Selector> keysThatEachJvmHashesDifferently() {
        return Stream.of(
                e -> e.day(),
                e -> Tuple2.of(e.day(), 1),
                e -> Tuple2.of(1, Tuple2.of("x", new byte[] {1})),
                e -> new Holder(e.day()),
                e -> new Holder(List.of(new int[] {1})),
                e -> new Many(List.of(e.day())),
                e -> new Maybe(Optional.of(e.day())),
                e -> new Shaped(Round.CIRCLE),
                e -> List.of(e.day()),
                e -> EnumSet.of(e.day()),
                e -> Map.of("day", e.day()),
                e -> Map.entry("day", e.day()),
                e -> Optional.of(new Object()),
                e -> new Plain(e.day()));
    }

    @ParameterizedTest
    @MethodSource("keysThatEachJvmHashesDifferently")
    void aKeyThatEachJvmHashesDifferentlyIsRefusedWhateverItIsIn(Selector selector) {
        assertThat(refusal(events().keyBy(selector).process(new Counts()).name("counts")))
                .contains("[API-104]", "'counts'");
    }

    @Test
    void aKeyOfFieldsIsLookedAtTooAndRefused() {
        assertThat(refusal(events().keyBy("day", "user").reduce((a, b) -> a).name("last")))
                .contains("[API-104]", "'last'");
    }

    @Test
    void whatTheCompilerKnowsOfAKeyIsRefusedBeforeTheJobRuns() {
        DataStream<Event> reduced = events().keyBy(new KeySelector<Event, Tuple2<DayOfWeek, Integer>>() {
                    @Override
                    public Tuple2<DayOfWeek, Integer> getKey(Event event) {
                        return Tuple2.of(event.day(), 1);
                    }
                })
                .reduce((a, b) -> a)
                .name("last");

        assertThat(refusal(reduced)).startsWith("Job").contains("[API-104]", "DayOfWeek", "'last'");
    }

    @Test
    void aRecordWithoutKeyIsRefusedByName() {
        assertThat(refusal(events().keyBy(Event::user).reduce((a, b) -> a).name("last")))
                .contains("[API-113] The key selector of operator 'last' gave null.");
    }

    @Test
    void aRecordWithoutKeyIsRefusedByNameWhereItsFieldIsTheKey() {
        assertThat(refusal(events().keyBy(new NullKey()).reduce((a, b) -> a).name("last")))
                .contains("[API-113] The key selector of operator 'last' gave null.");
    }

    private static final class NullKey implements KeySelector<Event, String> {
        @Override
        public String getKey(Event event) {
            return null;
        }
    }

    @Test
    void streamsOnKeysOfDifferentClassesAreNotConnected() {
        DataStream<String> connected = events().keyBy(new KeySelector<Event, Object>() {
                    @Override
                    public Integer getKey(Event event) {
                        return 1;
                    }
                })
                .connect(events().keyBy(new KeySelector<Event, Object>() {
                    @Override
                    public Long getKey(Event event) {
                        return 1L;
                    }
                }))
                .process(new Both())
                .name("both");

        assertThat(refusal(connected)).startsWith("Job").contains("[API-265]", "'both'", "Integer", "Long");
    }

    @Test
    void streamsOnKeysThatTurnOutToBeOfDifferentClassesAreRefused() {
        Selector tuple = event -> Tuple2.of(1, 2);
        Selector number = event -> 1;
        env.setParallelism(1);

        assertThat(refusal(events().keyBy(tuple)
                        .connect(events().keyBy(number))
                        .process(new Both())
                        .name("both")))
                .contains("[API-265]", "'both'", "Integer", "Tuple2");
    }

    @Test
    void keysOfDifferentClassesAreNotGrouped() {
        KeySelector<Event, Integer> one = event -> 1;
        @SuppressWarnings({"unchecked", "rawtypes"}) // what a program does that casts
        KeySelector<Event, Integer> two = (KeySelector) (KeySelector<Event, String>) Event::user;
        DataStream<String> joined = events().join(events())
                .where(one)
                .equalTo(two)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .apply((a, b) -> "pair");

        assertThat(refusal(joined)).startsWith("Job").contains("[API-265]", "Integer", "String");
    }

    @Test
    void stateOutsideOfAKeyNamesTheOperator() {
        assertThat(refusal(events().keyBy(e -> (Object) 1)
                        .process(new Counts() {
                            @Override
                            public void open(OpenContext context) throws Exception {
                                super.open(context);
                                Objects.requireNonNull(count).value();
                            }
                        })
                        .name("early")))
                .contains("[API-111]", "'early'");
    }

    @Test
    void nullInAListNamesTheOperator() {
        assertThat(refusal(events().keyBy(e -> (Object) 1)
                        .process(new Counts() {
                            @Override
                            public void processElement(Event event, Context context, Collector<String> out)
                                    throws Exception {
                                getRuntimeContext()
                                        .getListState(new ListStateDescriptor<>("list", String.class))
                                        .add(null);
                            }
                        })
                        .name("adds")))
                .contains("[API-113]", "'list'", "'adds'");
    }

    @Test
    void oneNameForTwoKindsOfStateNamesTheOperator() {
        assertThat(refusal(events().keyBy(e -> (Object) 1)
                        .process(new Counts() {
                            @Override
                            public void open(OpenContext context) throws Exception {
                                super.open(context);
                                getRuntimeContext().getListState(new ListStateDescriptor<>("count", String.class));
                            }
                        })
                        .name("twice")))
                .contains("[API-114]", "'count'", "'twice'");
    }

    private static class Counts extends KeyedProcessFunction<Object, Event, String> {
        transient @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext context) throws Exception {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
        }

        @Override
        public void processElement(Event event, Context context, Collector<String> out) throws Exception {
            out.collect("x");
        }
    }

    private static final class Both extends KeyedCoProcessFunction<Object, Event, Event, String> {
        @Override
        public void processElement1(Event event, Context context, Collector<String> out) {
            out.collect("1");
        }

        @Override
        public void processElement2(Event event, Context context, Collector<String> out) {
            out.collect("2");
        }
    }
}
