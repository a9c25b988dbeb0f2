package io.weir.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeySelector;
import io.weir.api.tuple.Tuple2;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
    /** A few bytes that announce an array of a million elements. */
    @Test
    void anArrayThatCannotBeThereIsRefusedBeforeItIsMade() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new byte[1 << 20]);
        }
        byte[] start = Arrays.copyOf(bytes.toByteArray(), 100);
        assertThatThrownBy(() -> JobGraphs.fromBytes(start, GraphTest.class.getClassLoader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[API-129]")
                .hasMessageContaining("REJECTED");
    }

    /** Of three keys and values, for which the JDK throws an error that would end the process. */
    @Test
    void aMapThatIsDamagedIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Map.of("a", "b", "c", "d"));
        }
        String damaged = bytes.toString(StandardCharsets.ISO_8859_1).replace("w\4\0\0\0\4", "w\4\0\0\0\3");
        assertThatThrownBy(() -> JobGraphs.fromBytes(
                        damaged.getBytes(StandardCharsets.ISO_8859_1), "It", Map.class, Map.class.getClassLoader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[API-129] It cannot be read: java.lang.InternalError");
    }

    @Test
    void whatIsNoJobGraphIsRefused() throws Exception {
        for (Object other : new Object[] {null, "text", new ArrayList<>(List.of(1))}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(other);
            }
            assertThatThrownBy(() -> JobGraphs.fromBytes(bytes.toByteArray(), GraphTest.class.getClassLoader()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[API-129]");
        }
    }

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    private Map<String, String> idsByName() {
        return env.getJobGraph("job").nodes().stream()
                .collect(Collectors.toMap(StreamNode::name, StreamNode::operatorId));
    }

    @ParameterizedTest
    @CsvSource({
        "1,128",
        "85,128",
        "86,256",
        "170,256",
        "171,256",
        "172,512",
        "200,512",
        "1000,2048",
        "10924,32768",
        "30000,32768"
    })
    void theDefaultMaxParallelismHasRoomToGrow(int parallelism, int expected) {
        assertThat(MaxParallelism.defaultFor(parallelism)).isEqualTo(expected);
    }

    @Test
    void anIdOfAUidFollowsFromTheUidAlone() {
        env.fromSequence(1, 2).map(n -> n).uid("x").name("m").print();
        assertThat(idsByName().get("m")).isEqualTo(OperatorIds.ofUid("x")).matches("[0-9a-f]{32}");
        assertThat(OperatorIds.ofUid("x"))
                .as("found in checkpoints: never changes")
                .isEqualTo("d26bc593665d683dd81588c65a3e0982");
    }

    @Test
    void anIdWithoutUidIsTheSameWhenTheJobIsBuiltAgainAndWhenOthersAreAddedElsewhere() {
        DataStream<Long> numbers = env.fromSequence(1, 2).name("numbers");
        numbers.keyBy(n -> n).reduce(Long::sum).name("total").print().name("sink");
        Map<String, String> before = idsByName();
        numbers.map(n -> n).name("added").print().name("other sink");
        Map<String, String> after = idsByName();
        assertThat(after).containsAllEntriesOf(before);
        assertThat(after.values()).doesNotHaveDuplicates();
        assertThat(before.get("numbers"))
                .as("found in checkpoints: never changes")
                .isEqualTo("ad66778f903cae930e5df3a2598aec05");
    }

    @Test
    void operatorsBeforeItChangeAnIdUnlessThereIsAUidBetween() {
        env.fromSequence(1, 2)
                .keyBy(n -> n)
                .reduce(Long::sum)
                .name("total")
                .uid("total")
                .map(n -> n)
                .name("after")
                .print();
        String after = idsByName().get("after");
        StreamExecutionEnvironment changed = StreamExecutionEnvironment.getExecutionEnvironment();
        changed.fromSequence(1, 2)
                .map(n -> n)
                .keyBy(n -> n)
                .reduce(Long::sum)
                .uid("total")
                .map(n -> n)
                .name("after")
                .print();
        assertThat(changed.getJobGraph("job").nodes())
                .filteredOn(node -> node.name().equals("after"))
                .extracting(StreamNode::operatorId)
                .containsExactly(after);
    }

    @Test
    void aGraphSurvivesItsJourneyAsBytes() throws Exception {
        env.fromElements(Tuple2.of("a", 1)).keyBy(t -> t.f0).sum(1).print();
        JobGraph graph = env.getJobGraph("journey");
        JobGraph read = JobGraphs.fromBytes(JobGraphs.toBytes(graph), getClass().getClassLoader());
        assertThat(read.edges()).hasSameSizeAs(graph.edges());
        assertThat(read.settings()).isEqualTo(graph.settings());
        assertThat(read.nodes())
                .extracting(StreamNode::operatorId)
                .isEqualTo(graph.nodes().stream().map(StreamNode::operatorId).toList());
        @SuppressWarnings("unchecked")
        KeySelector<Object, Object> key = (KeySelector<Object, Object>)
                java.util.Objects.requireNonNull(read.nodes().get(1).stateKey());
        assertThat(key.getKey(Tuple2.of("k", 1))).isEqualTo("k");
    }

    @Test
    void bytesThatAreNoGraphAreRefusedWithASentence() {
        env.fromSequence(1, 2).print();
        byte[] bytes = JobGraphs.toBytes(env.getJobGraph("job"));
        ClassLoader loader = getClass().getClassLoader();
        for (byte[] bad : List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(bytes, bytes.length / 2))) {
            assertThatThrownBy(() -> JobGraphs.fromBytes(bad, loader))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[API-129] The job graph cannot be read");
        }
    }

    @Test
    void aClassThatIsNotInTheJarIsNamed() {
        env.fromSequence(1, 2).map(new Plus()).print();
        byte[] bytes = JobGraphs.toBytes(env.getJobGraph("job"));
        ClassLoader without = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(Plus.class.getName())) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        assertThatThrownBy(() -> JobGraphs.fromBytes(bytes, without))
                .hasMessageContaining("class " + Plus.class.getName() + " is not in the job's jar");
    }

    private static final class Plus implements io.weir.api.function.MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            return value + 1;
        }
    }

    @Test
    void theDefaultsAreThoseOfTheReference() {
        assertThat(JobSettings.DEFAULT.checkpoints().enabled()).isFalse();
        assertThat(JobSettings.DEFAULT.resolvedRestartStrategy()).isInstanceOf(RestartStrategySpec.NoRestart.class);
        assertThat(JobSettings.DEFAULT.autoWatermarkIntervalMs()).isEqualTo(200);
        env.enableCheckpointing(1000).fromSequence(1, 2).print();
        assertThat(env.getJobGraph("job").settings().resolvedRestartStrategy())
                .isEqualTo(
                        new RestartStrategySpec.ExponentialDelay(1000, 60_000, 1.5, 3_600_000, 0.1, Integer.MAX_VALUE));
    }

    @Test
    void theKeysClassIsReadOffLambdasAndClasses() {
        KeySelector<Tuple2<String, Integer>, String> lambda = t -> t.f0;
        assertThat(KeyTypes.of(lambda)).isEqualTo(String.class);
        assertThat(KeyTypes.of(new KeySelector<Long, Long>() {
                    @Override
                    public Long getKey(Long value) {
                        return value;
                    }
                }))
                .isEqualTo(Long.class);
    }
}
