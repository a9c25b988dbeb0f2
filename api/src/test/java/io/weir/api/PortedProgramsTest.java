package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.RichMapFunction;
import io.weir.api.function.RichSinkFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.operator.ReduceSpec;
import io.weir.api.serde.TypeHint;
import io.weir.api.serde.Types;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.state.backend.FsStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.tuple.Tuple;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** Flink programs with other imports: that this compiles is half of the test. */
@SuppressWarnings("SameNameButDifferent") // Context, as Flink programs write it
class PortedProgramsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    PortedProgramsTest() {
        env.setParallelism(2);
    }

    @Test
    void theWordCountOfTheReadmeNeedsNoTypeHint() {
        env.socketTextStream("localhost", 9999)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split("\\W+", -1)) {
                        out.collect(new Tuple2<>(word, 1));
                    }
                })
                .keyBy(0)
                .sum(1)
                .print();
        JobGraph graph = env.getJobGraph("word count");
        assertThat(Graphs.nodes(graph))
                .containsExactly(
                        "Source: Socket Stream x1 HEAD",
                        "Flat Map x2 ALWAYS",
                        "Keyed Aggregation x2 ALWAYS keyed",
                        "Sink: Print to Std. Out x2 ALWAYS");
        assertThat(Graphs.edges(graph))
                .containsExactly(
                        "Source: Socket Stream -Rebalance-> Flat Map",
                        "Flat Map -KeyGroups-> Keyed Aggregation",
                        "Keyed Aggregation -Forward-> Sink: Print to Std. Out");
    }

    private static final class Tokenizer implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String value, Collector<Tuple2<String, Integer>> out) {
            for (String token : value.toLowerCase(java.util.Locale.ROOT).split("\\W+", -1)) {
                if (!token.isEmpty()) {
                    out.collect(new Tuple2<>(token, 1));
                }
            }
        }
    }

    @Test
    void typeHintsAreAcceptedWhereFlinkProgramsHaveThem() {
        DataStream<Tuple2<String, Integer>> counts = env.readTextFile("/in")
                .flatMap(new Tokenizer())
                .name("tokenizer")
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .returns(new TypeHint<Tuple2<String, Integer>>() {})
                .keyBy(value -> value.f0)
                .sum(1)
                .name("counter");
        counts.writeAsText("/out").name("text").setParallelism(1);
        assertThat(Graphs.edges(env.getJobGraph("wc")))
                .containsExactly(
                        "Source: Text File -Forward-> tokenizer",
                        "tokenizer -KeyGroups-> counter",
                        "counter -Rebalance-> text");
    }

    /** Counts with state, timers and a side output. */
    @SuppressWarnings("NullAway.Init") // set by open
    private static final class CountWithTimeout extends KeyedProcessFunction<Tuple, Tuple2<String, Long>, String> {
        static final OutputTag<String> LATE = new OutputTag<String>("late") {};
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        @Override
        public void processElement(Tuple2<String, Long> value, Context ctx, Collector<String> out) throws Exception {
            Long before = count.value();
            count.update(before == null ? 1 : before + 1);
            ctx.timerService().registerEventTimeTimer(value.f1 + 60_000);
            ctx.output(LATE, ctx.getCurrentKey().<String>getField(0));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(ctx.timeDomain() + " " + ctx.getCurrentKey());
        }
    }

    @Test
    void sideOutputsStateAndTimersKeepTheirFlinkForm() {
        KeyedStream<Tuple2<String, Long>, Tuple> keyed =
                env.fromData(Tuple2.of("a", 1L), Tuple2.of("b", 2L)).keyBy("f0");
        SingleOutputStreamOperator<String> counted =
                keyed.process(new CountWithTimeout()).uid("count").setMaxParallelism(64);
        counted.getSideOutput(new OutputTag<>("late")).printToErr("late");
        counted.addSink(new RichSinkFunction<String>() {
            @Override
            public void invoke(String value, SinkFunction.Context context) {}
        });
        JobGraph graph = env.getJobGraph("timeouts");
        assertThat(Graphs.edges(graph))
                .containsExactly(
                        "Source: Collection Source -KeyGroups-> KeyedProcess",
                        "KeyedProcess:late -Forward-> Sink: Print to Std. Err",
                        "KeyedProcess -Forward-> Sink: Unnamed");
        assertThat(graph.nodes().get(1).maxParallelism()).isEqualTo(64);
        assertThat(graph.nodes().get(2).maxParallelism()).isEqualTo(128);
    }

    private static final class Counter implements SourceFunction<Long> {
        private volatile boolean running = true;

        @Override
        public void run(SourceContext<Long> ctx) {
            long next = 0;
            while (running && next < 10) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(next++);
                }
            }
        }

        @Override
        public void cancel() {
            running = false;
        }
    }

    @Test
    void aPlainSourceFunctionRunsOnceAndEveryPartitionerHasItsEdge() {
        DataStream<Long> numbers = env.addSource(new Counter());
        DataStream<Long> other = env.fromSequence(1, 10);
        numbers.union(other)
                .map(n -> n + 1)
                .name("u")
                .rebalance()
                .map(n -> n)
                .name("a")
                .rescale()
                .map(n -> n)
                .name("b")
                .shuffle()
                .map(n -> n)
                .name("c")
                .broadcast()
                .map(n -> n)
                .name("d")
                .global()
                .map(n -> n)
                .name("e")
                .forward()
                .filter(n -> n > 0)
                .name("f")
                .partitionCustom((Long key, int parts) -> (int) (key % parts), n -> n)
                .process(new ProcessFunction<Long, Long>() {
                    @Override
                    public void processElement(Long value, Context ctx, Collector<Long> out) {
                        out.collect(value);
                    }
                })
                .name("g")
                .print();
        JobGraph graph = env.getJobGraph("partitions");
        assertThat(Graphs.nodes(graph)).startsWith("Source: Custom Source x1 HEAD", "Source: Sequence Source x2 HEAD");
        assertThat(Graphs.edges(graph))
                .containsExactly(
                        "Source: Custom Source -Rebalance-> u",
                        "Source: Sequence Source -Forward-> u",
                        "u -Rebalance-> a",
                        "a -Rescale-> b",
                        "b -Shuffle-> c",
                        "c -Broadcast-> d",
                        "d -Global-> e",
                        "e -Forward-> f",
                        "f -Custom-> g",
                        "g -Forward-> Sink: Print to Std. Out");
    }

    @Test
    void aRichFunctionOnAKeyedStreamHasTheKey() {
        env.fromSequence(1, 3)
                .keyBy(n -> n % 2)
                .map(new RichMapFunction<Long, String>() {
                    @Override
                    public String map(Long value) {
                        return value + " on " + getRuntimeContext().getIndexOfThisSubtask();
                    }
                })
                .print();
        assertThat(Graphs.nodes(env.getJobGraph("keyed map"))).contains("Map x2 ALWAYS keyed");
    }

    @Test
    void chainingIsTunedPerOperatorAndForTheWholeJob() {
        env.fromSequence(1, 3)
                .map(n -> n)
                .startNewChain()
                .map(n -> n)
                .disableChaining()
                .print();
        assertThat(Graphs.nodes(env.getJobGraph("chains")))
                .containsExactly(
                        "Source: Sequence Source x2 HEAD",
                        "Map x2 HEAD",
                        "Map x2 NEVER",
                        "Sink: Print to Std. Out x2 ALWAYS");
        env.disableOperatorChaining();
        assertThat(Graphs.nodes(env.getJobGraph("chains"))).allMatch(node -> node.endsWith("NEVER"));
    }

    @Test
    void settingsReachTheGraph() {
        env.enableCheckpointing(1000, CheckpointingMode.AT_LEAST_ONCE);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(500);
        env.setStateBackend(new FsStateBackend("file:///var/checkpoints"));
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 100));
        env.fromElements(1, 2).print();
        var settings = env.getJobGraph("settings").settings();
        assertThat(settings.checkpoints().intervalMs()).isEqualTo(1000);
        assertThat(settings.checkpoints().mode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        assertThat(settings.checkpoints().minPauseMs()).isEqualTo(500);
        assertThat(settings.checkpoints().timeoutMs()).isEqualTo(600_000);
        assertThat(settings.checkpoints().dir()).isEqualTo("file:///var/checkpoints");
        assertThat(settings.stateBackend().kind()).isEqualTo(StateBackendKind.HEAP);
        assertThat(settings.resolvedRestartStrategy()).isEqualTo(RestartStrategies.fixedDelayRestart(3, 100));
        env.setStateBackend(new RocksDBStateBackend());
        assertThat(env.getJobGraph("settings").settings().stateBackend().kind()).isEqualTo(StateBackendKind.ROCKSDB);
    }

    /** An object as Flink programs have them. */
    public static class Event implements Serializable {
        public String user = "";
        public double amount;
    }

    @Test
    void fieldsOfObjectsAndTuplesKeyAndAggregate() {
        env.fromCollection(java.util.List.of(new Event()))
                .keyBy("user")
                .maxBy("amount")
                .print();
        env.fromElements(Tuple3.of("a", 1, 2L)).keyBy(0, 1).min(2).print();
        assertThat(env.getJobGraph("fields").nodes())
                .filteredOn(node -> node.operator() instanceof ReduceSpec)
                .hasSize(2);
    }

    @Test
    void statefulOperatorsWithoutUidAreWarnedAboutInOneSentence() {
        KeyedStream<Long, Long> numbers = env.fromSequence(1, 3).uid("numbers").keyBy(n -> n);
        numbers.reduce(Long::sum).name("total").print();
        numbers.reduce((a, b) -> (a + b) / 2).name("average").print();
        JobGraph graph = env.getJobGraph("warned");
        assertThat(graph.warnings())
                .singleElement()
                .asString()
                .startsWith("[API-101] These operators have state and no uid: 'total', 'average'. ")
                .doesNotContain(graph.nodes().get(1).operatorId());
    }
}
