package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.testkit.simulation.job.SimulatedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goal: any job graph runs under the simulation, its functions see virtual time, and a test can look at it on its way. */
class AnyJobTest {
    private static final long COUNT = 60;
    private static final int KEYS = 5;

    /** What sinks wrote, by the name of the test. */
    private static final ConcurrentHashMap<String, List<String>> WRITTEN = new ConcurrentHashMap<>();

    /** Keeps the numbers of a key in a list; a second of processing time after the first of them, writes them in one line. */
    private static final class OneLineASecond extends KeyedProcessFunction<Integer, Long, String> {
        private @Nullable ListState<Long> numbers;

        @Override
        public void open(OpenContext context) {
            numbers = getRuntimeContext().getListState(new ListStateDescriptor<>("numbers", Long.class));
        }

        private ListState<Long> numbers() {
            return Objects.requireNonNull(numbers);
        }

        @Override
        public void processElement(
                Long number, KeyedProcessFunction<Integer, Long, String>.Context context, Collector<String> out)
                throws Exception {
            if (!numbers().get().iterator().hasNext()) {
                context.timerService()
                        .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + 1_000);
            }
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            numbers().add(number);
        }

        @Override
        public void onTimer(
                long timestamp,
                KeyedProcessFunction<Integer, Long, String>.OnTimerContext context,
                Collector<String> out)
                throws Exception {
            List<Long> line = new ArrayList<>();
            numbers().get().forEach(line::add);
            if (!line.isEmpty()) {
                out.collect(context.getCurrentKey() + "=" + line);
            }
            numbers().clear();
        }
    }

    private record Lines(String test) implements SinkFunction<String> {
        @Override
        public void invoke(String line, SinkFunction.Context context) {
            WRITTEN.computeIfAbsent(test, none -> new CopyOnWriteArrayList<>()).add(line);
        }
    }

    private static JobGraph graph(String test) {
        WRITTEN.remove(test);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.enableCheckpointing(200);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 100));
        env.fromSource(new DataGeneratorSource<>(index -> index, COUNT, RateLimiterStrategy.perSecond(20)), "numbers")
                .uid("numbers")
                .keyBy(number -> (int) (number % KEYS))
                .process(new OneLineASecond())
                .uid("lines")
                .addSink(new Lines(test))
                .uid("sink");
        return env.getJobGraph("lines");
    }

    private static SimulatedJob job(String test) {
        return SimulatedJob.of(graph(test), AnyJobTest.class.getClassLoader());
    }

    private static List<String> written(String test) {
        return WRITTEN.getOrDefault(test, List.of());
    }

    private static Set<Long> numbersIn(List<String> lines) {
        Set<Long> numbers = new TreeSet<>();
        for (String line : lines) {
            for (String number :
                    line.substring(line.indexOf('[') + 1, line.indexOf(']')).split(", ", -1)) {
                numbers.add(Long.valueOf(number));
            }
        }
        return numbers;
    }

    @Test
    void timersOfProcessingTimeFireInVirtualTime() {
        SimulationResult result = SimulatedCluster.run(SimulationSettings.of(1).withoutFaults(), job("virtual"));

        assertThat(result.count("restarts")).isZero();
        assertThat(Duration.ofNanos(result.virtualNanos())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(numbersIn(written("virtual"))).hasSize((int) COUNT);
        assertThat(written("virtual")).hasSizeBetween(2 * KEYS, 4 * KEYS);
    }

    @Test
    void itSurvivesFaultsAndTheSameSeedGivesTheSameLines() {
        int restarts = 0;
        for (long seed = 1; seed <= 10; seed++) {
            SimulationResult once = SimulatedCluster.run(SimulationSettings.of(seed), job("faults"));
            List<String> lines = written("faults");
            SimulationResult again = SimulatedCluster.run(SimulationSettings.of(seed), job("faults"));

            assertThat(again).isEqualTo(once);
            assertThat(written("faults")).isEqualTo(lines);
            assertThat(numbersIn(lines)).hasSize((int) COUNT); // at least once: this sink commits nothing
            restarts += once.count("restarts");
        }
        assertThat(restarts).isGreaterThan(5);
    }

    @Test
    void aTestMayLookOnTheWayAndBreakThings() {
        SimulationSettings settings = SimulationSettings.of(3).withoutFaults().withNodes(4);
        try (SimulatedCluster cluster = SimulatedCluster.start(settings, job("way"))) {
            assertThat(cluster.runUntil(() -> cluster.count("checkpoints completed", 0) >= 2, Duration.ofSeconds(5)))
                    .isTrue();
            cluster.inject(Fault.Kind.WORKER_CRASH, 0, Duration.ofSeconds(1), 0);
            cluster.inject(Fault.Kind.WORKER_CRASH, 1, Duration.ofSeconds(1), 0);
            cluster.runFor(Duration.ofSeconds(1));
            assertThat(cluster.count("restarts", 0)).isPositive();
            assertThat(cluster.ended()).isNull();
            cluster.finish();
            assertThat(cluster.ended()).isEqualTo(JobStatus.FINISHED);
        }
        assertThat(numbersIn(written("way"))).hasSize((int) COUNT);
    }

    @Test
    void aJobCanBeCancelled() {
        try (SimulatedCluster cluster =
                SimulatedCluster.start(SimulationSettings.of(4).withoutFaults(), job("cancel"))) {
            cluster.runFor(Duration.ofSeconds(1));
            cluster.cancel();
            assertThat(cluster.runUntil(() -> cluster.ended() != null, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(cluster.ended()).isEqualTo(JobStatus.CANCELED);
        }
    }

    private record Loop() implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> context) {}

        @Override
        public void cancel() {}
    }

    @Test
    void aSourceWithAThreadOfItsOwnIsRefusedWithASentence() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.addSource(new Loop(), "loop").map(String::valueOf).addSink(new Lines("loop"));
        SimulatedJob job = SimulatedJob.of(env.getJobGraph("loop"), AnyJobTest.class.getClassLoader());

        assertThatThrownBy(() -> SimulatedCluster.run(SimulationSettings.of(1), job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[API-160] The source 'Source: loop' cannot be simulated.");
    }

    @Test
    void aClusterWithoutNodesIsRefusedWithASentence() {
        assertThatThrownBy(() -> SimulationSettings.of(1).withNodes(0))
                .hasMessageStartingWith("[CLI-570] 0 nodes cannot be simulated.");
    }
}
