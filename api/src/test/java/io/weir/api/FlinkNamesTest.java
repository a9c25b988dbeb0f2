package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.config.CheckpointingOptions;
import io.weir.api.config.Configuration;
import io.weir.api.config.CoreOptions;
import io.weir.api.config.RestOptions;
import io.weir.api.config.StateBackendOptions;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.fs.Path;
import io.weir.api.serde.EnumTypeInfo;
import io.weir.api.serde.ListTypeInfo;
import io.weir.api.serde.PojoTypeInfo;
import io.weir.api.serde.TupleTypeInfo;
import io.weir.api.serde.TypeExtractor;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.Types;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.state.backend.FileSystemCheckpointStorage;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.JobManagerCheckpointStorage;
import io.weir.api.tuple.Tuple2;
import io.weir.api.util.ExecutorUtils;
import io.weir.api.util.IterableUtils;
import io.weir.api.util.Preconditions;
import io.weir.api.util.TimeUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes that programs from Flink name behave as they do there. */
class FlinkNamesTest {
    enum Colour {
        RED
    }

    static class Point {
        public int y;
        public int x;
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, b, /a, 2",
        "/a//b/, /a/b, b, /a, 2",
        "a b/c%d, a b/c%d, c%d, a b, 2",
        "file:///tmp/in, file:/tmp/in, in, file:/tmp, 2",
        "hdfs://host:9000/x, hdfs://host:9000/x, x, hdfs://host:9000/, 1",
        "name, name, name, , 1",
        "/, /, '', , 0"
    })
    void aPathKnowsItsParts(String text, String written, String name, String parent, int depth) {
        Path path = new Path(text);
        assertThat(path).hasToString(written);
        assertThat(path.getName()).isEqualTo(name);
        assertThat(path.getParent()).isEqualTo(parent == null ? null : new Path(parent));
        assertThat(path.depth()).isEqualTo(depth);
        assertThat(new Path(path.toUri())).isEqualTo(path);
    }

    @Test
    void aPathIsPutTogether() {
        assertThat(new Path("/a", "b/c")).hasToString("/a/b/c");
        assertThat(new Path(new Path("file:/a/"), "b")).hasToString("file:/a/b");
        assertThat(new Path("/a", new Path("b")).suffix(".txt")).hasToString("/a/b.txt");
        assertThat(new Path("s3", "bucket", "/k")).hasToString("s3://bucket/k");
        assertThatThrownBy(() -> new Path("")).hasMessageContaining("[API-202]");
        assertThatThrownBy(() -> new Path(URI.create("mailto:a"))).hasMessageStartingWith("[API-294]");
    }

    @ParameterizedTest
    @CsvSource({
        "10 s, PT10S",
        "200ms, PT0.2S",
        "5, PT0.005S",
        "1d, PT24H",
        "2 min, PT2M",
        "PT3H, PT3H",
        "7 us, PT0.000007S"
    })
    void lengthsOfTimeAreRead(String text, Duration duration) {
        assertThat(TimeUtils.parseDuration(text)).isEqualTo(duration);
        assertThat(TimeUtils.parseDuration(TimeUtils.formatWithHighestUnit(duration)))
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"''", "s", "5 weeks", "-1 s", "99999999999999999999 s"})
    void whatIsNoLengthOfTimeIsRefused(String text) {
        assertThatThrownBy(() -> TimeUtils.parseDuration(text)).hasMessageStartingWith("[API-295]");
    }

    @Test
    void preconditionsFillTheirMessages() {
        assertThat(Preconditions.checkNotNull("a", "b")).isEqualTo("a");
        assertThatThrownBy(() -> Preconditions.checkArgument(false, "%s of %s", 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 of 2 [3]");
        assertThatThrownBy(() -> Preconditions.checkState(false, "left %s %s", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("left 1 %s");
        assertThatThrownBy(() -> Preconditions.checkElementIndex(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        Preconditions.checkArgument(true, "fine");
    }

    @Test
    void anArgumentMayComeSeveralTimes() {
        MultipleParameterTool arguments = MultipleParameterTool.fromArgs(
                new String[] {"--input", "a", "--input", "b", "--fast", "--offset", "-5"});
        assertThat(arguments.getMultiParameterRequired("input")).containsExactly("a", "b");
        assertThat(arguments.get("input")).isEqualTo("b");
        assertThat(arguments.getInt("offset")).isEqualTo(-5);
        assertThat(arguments.has("fast")).isTrue();
        assertThat(arguments.getMultiParameter("none")).isNull();
        assertThatThrownBy(() -> arguments.getMultiParameterRequired("none")).hasMessageStartingWith("[API-125]");
        assertThat(arguments
                        .mergeWith(MultipleParameterTool.fromArgs(new String[] {"--input", "c"}))
                        .toMultiMap())
                .containsEntry("input", List.of("a", "b", "c"));
    }

    @Test
    void descriptionsOfTypesAreOfTheKindThatProgramsCastThemTo() {
        assertThat(TypeInformation.of(Colour.class))
                .isEqualTo(new EnumTypeInfo<>(Colour.class))
                .isInstanceOf(EnumTypeInfo.class);
        PojoTypeInfo<Point> point = (PojoTypeInfo<Point>) TypeExtractor.createTypeInfo(Point.class);
        assertThat(point.getFieldNames()).containsExactly("x", "y");
        assertThat(new ListTypeInfo<>(String.class)).isEqualTo(Types.LIST(Types.STRING));
        TupleTypeInfo<Tuple2<String, Long>> pair = new TupleTypeInfo<>(Types.STRING, Types.LONG);
        assertThat(pair).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG)).hasToString("Tuple2<String, Long>");
        assertThat(TypeExtractor.getForObject("x")).isEqualTo(Types.STRING);
        assertThat(new OutputTag<>("late", Types.STRING)).isEqualTo(new OutputTag<String>("late"));
    }

    @Test
    void theConfigurationOfAnEnvironmentIsWhatItWasGiven() {
        Configuration settings = new Configuration();
        settings.set(RestOptions.PORT, 8082);
        settings.set(CoreOptions.DEFAULT_PARALLELISM, 3);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:///ck");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(settings);
        assertThat(env.getConfiguration().get(RestOptions.PORT)).isEqualTo(8082);
        assertThat(env.getParallelism()).isEqualTo(3);
        assertThat(env.getStateBackend()).isInstanceOf(EmbeddedRocksDBStateBackend.class);
        assertThat(env.getCheckpointConfig().getCheckpointStorage()).isEqualTo("file:///ck");
        env.configure(Configuration.fromMap(java.util.Map.of(
                "state.backend", "org.apache.flink.runtime.state.hashmap.HashMapStateBackendFactory")));
        assertThat(env.getStateBackend()).isExactlyInstanceOf(HashMapStateBackend.class);
        assertThatThrownBy(() ->
                        env.configure(Configuration.fromMap(java.util.Map.of("state.checkpoint-storage", "tape"))))
                .hasMessageStartingWith("[API-190]");
    }

    @Test
    void aCheckpointStorageIsItsFolder() {
        CheckpointConfig config =
                StreamExecutionEnvironment.getExecutionEnvironment().getCheckpointConfig();
        config.setCheckpointStorage(new FileSystemCheckpointStorage("file:///a"));
        assertThat(config.getCheckpointStorage()).isEqualTo("file:///a");
        config.setCheckpointStorage(new Path("file:///b"));
        assertThat(config.getCheckpointStorage()).isEqualTo("file:/b");
        config.setCheckpointStorage(new JobManagerCheckpointStorage());
        assertThat(config.getCheckpointStorage()).isNull();
    }

    @Test
    void theExecutionPlanNamesOperatorsAndWhatTheyReadFrom() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);
        env.fromSequence(1, 9).keyBy(n -> n).reduce(Long::sum).name("a \"sum\"").print();
        assertThat(env.getExecutionPlan())
                .contains("\"type\" : \"Source: Sequence Source\"", "\"pact\" : \"Data Source\"")
                .contains("\"type\" : \"a \\\"sum\\\"\"", "\"ship_strategy\" : \"HASH\"", "\"pact\" : \"Data Sink\"")
                .contains("\"ship_strategy\" : \"FORWARD\"", "\"parallelism\" : 2");
        assertThat(env.getExecutionPlan()).as("the environment stays as it is").isEqualTo(env.getExecutionPlan());
    }

    @Test
    void aRatePerCheckpointIsPositive() {
        assertThatThrownBy(() -> RateLimiterStrategy.perCheckpoint(0)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> RateLimiterStrategy.perCheckpoint(-1)).hasMessageStartingWith("[API-124]");
    }

    @Test
    void helpersOfFunctions() {
        assertThat(IterableUtils.toStream(List.of(1, 2)).mapToInt(n -> n).sum()).isEqualTo(3);
        assertThat(IterableUtils.flatMap(List.of(List.of(1), List.of(2, 3)), n -> -n))
                .containsExactly(-1, -2, -3);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ExecutorUtils.gracefulShutdown(1, TimeUnit.MINUTES, threads);
        assertThat(threads.isTerminated()).isTrue();
    }
}
