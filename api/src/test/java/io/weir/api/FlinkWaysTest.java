package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.config.CheckpointingOptions;
import io.weir.api.config.Configuration;
import io.weir.api.config.CoreOptions;
import io.weir.api.config.PipelineOptions;
import io.weir.api.config.RestartStrategyOptions;
import io.weir.api.config.StateBackendOptions;
import io.weir.api.connector.builtin.DiscardingSink;
import io.weir.api.connector.builtin.NumberSequenceSource;
import io.weir.api.function.MapFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichMapFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.graph.StateBackendKind;
import io.weir.api.graph.operator.MapSpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.Types;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that programs which come from Flink have, and that do the same. */
class FlinkWaysTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private OperatorSpec spec(int node) {
        return env.getJobGraph("job").nodes().get(node).operator();
    }

    @Test
    void typesMayBeGivenAnywhere() {
        env.fromData(Types.INT, 1, 2)
                .map(x -> x + 1, Types.INT)
                .flatMap((Integer x, Collector<Integer> out) -> out.collect(x), Types.INT)
                .keyBy(x -> x, Types.INT)
                .sum(0)
                .setDescription("as Flink's page shows it")
                .slotSharingGroup("default")
                .sinkTo(new DiscardingSink<>());
        assertThat(Graphs.nodes(env.getJobGraph("job"))).hasSize(5);
        assertThat(env.fromData(1).getType()).isEqualTo(env.fromData("a").getType());
    }

    @Test
    void projectMakesTuplesOfSomeFieldsInTheOrderGiven() throws Exception {
        env.fromData(Tuple3.of("a", 1, true))
                .<Tuple2<Boolean, String>>project(2, 0)
                .print();
        @SuppressWarnings("unchecked")
        var mapper = (MapFunction<Object, Object>) ((MapSpec) spec(1)).function();
        assertThat(mapper.map(Tuple3.of("a", 1, true))).isEqualTo(Tuple2.of(true, "a"));
        assertThatThrownBy(() -> mapper.map("no tuple")).hasMessageContaining("[API-121]");
    }

    @Test
    void csvIsALineOfTheFields() throws Exception {
        env.fromData(Tuple3.of("a", 1, true)).writeAsCsv("/out", "\n", ";");
        @SuppressWarnings("unchecked")
        var mapper = (MapFunction<Object, Object>) ((MapSpec) spec(1)).function();
        Tuple3<String, Integer, Boolean> halfEmpty = new Tuple3<>();
        halfEmpty.f0 = "a";
        halfEmpty.f2 = true;
        assertThat(mapper.map(halfEmpty)).isEqualTo("a;;true");
        assertThatThrownBy(() -> env.fromData(Tuple2.of(1, 2)).writeAsCsv("/out", "|", ","))
                .hasMessageContaining("[API-193]");
    }

    @Test
    void iterationsAreRefusedWithTheAlternative() {
        assertThatThrownBy(() -> env.fromData(1).iterate())
                .hasMessageContaining("[API-192]")
                .hasMessageContaining("ProcessFunction");
        assertThatThrownBy(() -> env.fromData(1).iterate(5_000)).hasMessageContaining("[API-192]");
    }

    @Test
    void aModeWithOtherResultsIsRefused() {
        assertThat(env.setRuntimeMode(RuntimeExecutionMode.STREAMING)).isSameAs(env);
        assertThatThrownBy(() -> env.setRuntimeMode(RuntimeExecutionMode.BATCH)).hasMessageContaining("[API-194]");
    }

    @Test
    void openOfFlink1IsCalledByOpenOfFlink2() throws Exception {
        StringBuilder calls = new StringBuilder();
        RichMapFunction<String, String> old = new RichMapFunction<>() {
            @Override
            public void open(Configuration parameters) throws Exception {
                super.open(parameters);
                calls.append("opened with ").append(parameters);
            }

            @Override
            public String map(String value) {
                return value;
            }
        };
        old.open(new OpenContext() {});
        assertThat(calls).hasToString("opened with {}");
    }

    @Test
    void aConfigurationSaysOfTheJobWhatItsMethodsSay() {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 3);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 12);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
        configuration.setString("state.checkpoints.dir", "file:///checkpoints");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 4);
        configuration.setString("of.the.program", "is left to it");
        StreamExecutionEnvironment configured = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        configured.fromSource(new NumberSequenceSource(1, 5), "numbers").print();
        JobGraph graph = configured.getJobGraph("job");
        assertThat(graph.nodes()).allMatch(node -> node.parallelism() == 3 && node.maxParallelism() == 12);
        assertThat(graph.settings().autoWatermarkIntervalMs()).isEqualTo(50);
        assertThat(graph.settings().stateBackend().kind()).isEqualTo(StateBackendKind.ROCKSDB);
        assertThat(graph.settings().checkpoints().intervalMs()).isEqualTo(2_000);
        assertThat(graph.settings().checkpoints().dir()).isEqualTo("file:///checkpoints");
        assertThat(graph.settings().restartStrategy()).isEqualTo(new RestartStrategySpec.FixedDelay(4, 1_000));
    }

    @Test
    void aChoiceThatDoesNotExistIsRefusedWithThoseThatDo() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "forst");
        assertThatThrownBy(() -> StreamExecutionEnvironment.getExecutionEnvironment(configuration))
                .hasMessageContaining("[API-190]")
                .hasMessageContaining("hashmap and rocksdb");
    }

    @Test
    void theOldNamesOfCheckpointSettingsMeanTheSame() {
        CheckpointConfig config = env.getCheckpointConfig();
        config.enableExternalizedCheckpoints(CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
        assertThat(config.getExternalizedCheckpointRetention())
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        config.setFailOnCheckpointingErrors(true);
        assertThat(config.getTolerableCheckpointFailureNumber()).isZero();
    }

    @Test
    void parametersCanBeMergedAndComeFromFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("p"), "a=1\nb=2\n");
        ParameterTool merged = ParameterTool.fromPropertiesFile(file.toString())
                .mergeWith(ParameterTool.fromArgs(new String[] {"--b", "3"}));
        assertThat(merged.toMap())
                .containsEntry("a", "1")
                .containsEntry("b", "3")
                .hasSize(2);
        assertThat(merged.getConfiguration().getInteger("b", 0)).isEqualTo(3);
        env.getConfig().setGlobalJobParameters(merged);
        assertThat(env.getConfig().getGlobalJobParameters().toMap()).isEqualTo(merged.toMap());
    }

    @Test
    void aStreamThatIsTakenAsPartedIsParted() {
        DataStream<Integer> parted = env.fromData(List.of(1, 2)).keyBy(x -> x).sum(0);
        DataStreamUtils.reinterpretAsKeyedStream(parted, x -> x).sum(0).print();
        assertThat(Graphs.edges(env.getJobGraph("job"))).contains("Keyed Aggregation -KeyGroups-> Keyed Aggregation");
    }
}
