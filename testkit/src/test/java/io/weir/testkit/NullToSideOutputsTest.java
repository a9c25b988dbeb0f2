package io.weir.testkit;

import static io.weir.testkit.TestSource.at;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.KeyedStream;
import io.weir.api.OutputTag;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records are never null, on side outputs as on the main one: each kind of operator refuses it with the same sentence. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"}) // null is the mistake; each function has its own Context
class NullToSideOutputsTest {
    private static final OutputTag<Long> SIDE = new OutputTag<>("side") {};
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Builds the operator from two keyed streams, of which it may leave one unused. */
    private interface Build
            extends BiFunction<KeyedStream<Long, Long>, KeyedStream<Long, Long>, SingleOutputStreamOperator<Long>> {}

    private static final MapStateDescriptor<String, Long> RULES =
            new MapStateDescriptor<>("rules", String.class, Long.class);

    static Stream<Arguments> operators() {
        return Stream.of(
                of(
                        "process",
                        (a, b) -> a.process(new ProcessFunction<Long, Long>() {
                            @Override
                            public void processElement(Long value, Context ctx, Collector<Long> out) {
                                ctx.output(SIDE, null);
                            }
                        })),
                of(
                        "keyed process",
                        (a, b) -> a.process(new KeyedProcessFunction<Long, Long, Long>() {
                            @Override
                            public void processElement(Long value, Context ctx, Collector<Long> out) {
                                ctx.output(SIDE, null);
                            }
                        })),
                of(
                        "timer",
                        (a, b) -> a.process(new KeyedProcessFunction<Long, Long, Long>() {
                            @Override
                            public void processElement(Long value, Context ctx, Collector<Long> out) {
                                ctx.timerService().registerEventTimeTimer(1);
                            }

                            @Override
                            public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
                                ctx.output(SIDE, null);
                            }
                        })),
                of(
                        "co-process",
                        (a, b) -> a.connect(b).process(new CoProcessFunction<Long, Long, Long>() {
                            @Override
                            public void processElement1(Long value, Context ctx, Collector<Long> out) {}

                            @Override
                            public void processElement2(Long value, Context ctx, Collector<Long> out) {
                                ctx.output(SIDE, null);
                            }
                        })),
                of(
                        "keyed co-process",
                        (a, b) -> a.connect(b).process(new KeyedCoProcessFunction<Long, Long, Long, Long>() {
                            @Override
                            public void processElement1(Long value, Context ctx, Collector<Long> out) {
                                ctx.output(SIDE, null);
                            }

                            @Override
                            public void processElement2(Long value, Context ctx, Collector<Long> out) {}
                        })),
                of(
                        "broadcast",
                        (a, b) -> a.map(x -> x)
                                .connect(b.broadcast(RULES))
                                .process(new BroadcastProcessFunction<Long, Long, Long>() {
                                    @Override
                                    public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {}

                                    @Override
                                    public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) {
                                        ctx.output(SIDE, null);
                                    }
                                })),
                of(
                        "keyed broadcast",
                        (a, b) -> a.connect(b.broadcast(RULES))
                                .process(new KeyedBroadcastProcessFunction<Long, Long, Long, Long>() {
                                    @Override
                                    public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {
                                        ctx.output(SIDE, null);
                                    }

                                    @Override
                                    public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) {}
                                })),
                of(
                        "window",
                        (a, b) -> a.window(TumblingEventTimeWindows.of(SECOND))
                                .process(new ProcessWindowFunction<Long, Long, Long, TimeWindow>() {
                                    @Override
                                    public void process(Long key, Context ctx, Iterable<Long> in, Collector<Long> out) {
                                        ctx.output(SIDE, null);
                                    }
                                })),
                of(
                        "window of all",
                        (a, b) -> a.windowAll(TumblingEventTimeWindows.of(SECOND))
                                .process(new ProcessAllWindowFunction<Long, Long, TimeWindow>() {
                                    @Override
                                    public void process(Context ctx, Iterable<Long> in, Collector<Long> out) {
                                        ctx.output(SIDE, null);
                                    }
                                })),
                of(
                        "interval join",
                        (a, b) -> a.intervalJoin(b)
                                .between(SECOND.negated(), SECOND)
                                .process(new ProcessJoinFunction<Long, Long, Long>() {
                                    @Override
                                    public void processElement(
                                            Long left, Long right, Context ctx, Collector<Long> out) {
                                        ctx.output(SIDE, null);
                                    }
                                })));
    }

    private static Arguments of(String kind, Build build) {
        return Arguments.of(kind, build);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void nullIsRefusedWithTheNameOfTheOperatorAndOfTheOutput(String kind, Build build) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        SingleOutputStreamOperator<Long> operator =
                build.apply(numbers(env, "first"), numbers(env, "second")).name(kind);
        operator.sinkTo(new TestSink<>());
        DataStream<Long> side = operator.getSideOutput(SIDE);
        side.sinkTo(new TestSink<>());

        assertThatThrownBy(() -> {
                    try (JobTest job = JobTest.start(env)) {
                        job.runToEnd();
                    }
                })
                .hasMessageContaining("[API-113] output(side) of operator '" + kind + "' gave null as a record.");
    }

    private static KeyedStream<Long, Long> numbers(StreamExecutionEnvironment env, String name) {
        return env.fromSource(TestSource.<Long>of(at(0, 1L), TestSource.watermark(Long.MAX_VALUE)), name)
                .keyBy(x -> x);
    }
}
