package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.DataStream;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.runtime.cluster.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs and answers that do not fit into one message of the network, through a real node and a client outside of it. */
class LargeJobsTest {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();
    private static final int WIDE = 512;
    private static final int LONG = 1_000;
    private static final int JOBS = 500;

    @TempDir
    static Path folder;

    private static WeirNode node;
    private static WeirClient client;

    @BeforeAll
    static void start() {
        node = WeirNode.start(
                ConfigFactory.parseMap(Map.of("weir.worker.slots", WIDE)).withFallback(WeirNodeTest.config(folder, 0)));
        client = WeirClient.connect(List.of(node.address()), List.of(), Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    private static <T> T eventually(Supplier<T> question, Predicate<T> answer) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            T last = question.get();
            if (answer.test(last)) {
                return last;
            }
            assertThat(System.nanoTime() - deadline).as("%.2000s", last).isNegative();
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** An answer that is late on a busy machine is asked for again, and the job has been cancelled by then. */
    private static void cancel(String job) {
        try {
            assertThat(client.cancel(job)).isEqualTo(job);
        } catch (ClientException e) {
            assertThat(e.code()).isEqualTo("CLI-504");
        }
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.setMaxParallelism(WIDE);
        env.enableCheckpointing(500);
        env.getCheckpointConfig().setCheckpointStorage("file://" + folder.resolve("checkpoints"));
        return env;
    }

    static final class Nowhere implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;
    }

    /** A source as fast as it can be fills what a thousand vertices may hold, and the first barrier comes behind all of that. */
    private static Long slowly(Long number) throws InterruptedException {
        if (number % 5 == 0) {
            Thread.sleep(1);
        }
        return number;
    }

    private static ClientReply.Job runsWithACheckpoint(JobGraph graph, int subtasks) {
        String job = client.submit(graph);
        try {
            return eventually(
                    () -> client.describe(job),
                    seen -> seen.completedCheckpoints() > 0
                            && seen.vertices().stream()
                                            .mapToInt(
                                                    vertex -> vertex.subtasks().size())
                                            .sum()
                                    == subtasks);
        } finally {
            cancel(job);
            eventually(() -> client.query(job), now -> now.job().status().isGloballyTerminalState());
        }
    }

    @Test
    void aJobWithAParallelismOf512RunsAndIsShownWhole() {
        StreamExecutionEnvironment env = environment(WIDE);
        env.fromSequence(0, Long.MAX_VALUE / 2).uid("numbers").addSink(new Nowhere());
        ClientReply.Job seen = runsWithACheckpoint(env.getJobGraph("wide"), WIDE);
        assertThat(seen.workers()).hasSize(WIDE);
        assertThat(seen.vertices())
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.subtasks())
                        .extracting(each -> each.index())
                        .doesNotHaveDuplicates());
    }

    private static JobGraph longJob(String name, boolean chained) {
        StreamExecutionEnvironment env = environment(1);
        if (!chained) {
            env.disableOperatorChaining();
        }
        DataStream<Long> stream =
                env.fromSequence(0, Long.MAX_VALUE / 2).uid("numbers").map(LargeJobsTest::slowly);
        for (int i = 3; i < LONG; i++) {
            stream = stream.map((Long number) -> number).name("operator number " + i + " of a job with very many");
        }
        stream.addSink(new Nowhere());
        return env.getJobGraph(name);
    }

    @Test
    void aChainOf1000OperatorsRunsAndIsShownWhole() {
        ClientReply.Job seen = runsWithACheckpoint(longJob("chained", true), 1);
        assertThat(seen.vertices())
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.name()).hasSize(Texts.NAME));
    }

    @Test
    void aJobOf1000VerticesRunsAndIsShownWhole() {
        ClientReply.Job seen = runsWithACheckpoint(longJob("unchained", false), LONG);
        assertThat(seen.vertices()).hasSize(LONG);
    }

    /** They wait for slots that never come. */
    @Test
    void allOf500JobsAreListed() {
        StreamExecutionEnvironment env = environment(WIDE + 1);
        env.setMaxParallelism(2 * WIDE);
        env.fromSequence(0, 10).uid("numbers").addSink(new Nowhere());
        JobGraph graph = env.getJobGraph("n".repeat(190));
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            submitted.add(client.submit(graph));
        }
        assertThat(client.jobs()).extracting(ClientReply.JobSummary::jobId).containsAll(submitted);
        submitted.forEach(LargeJobsTest::cancel);
    }

    @Test
    void fiftyFailuresOf100KilobytesEachAreShownInShort() {
        StreamExecutionEnvironment env = environment(1);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(50, 1));
        env.fromSequence(0, 1_000)
                .uid("numbers")
                .map((Long number) -> {
                    if (number >= 0) {
                        throw new IllegalStateException("no ".repeat(35_000));
                    }
                    return number;
                })
                .addSink(new Nowhere());
        String job = client.submit(env.getJobGraph("failing"));
        ClientReply.Job seen = eventually(
                () -> client.describe(job), now -> now.summary().status().isGloballyTerminalState());
        assertThat(seen.summary().status()).isEqualTo(JobStatus.FAILED);
        assertThat(seen.summary().sentence()).hasSizeLessThanOrEqualTo(Texts.SENTENCE);
        assertThat(seen.failures())
                .hasSize(50)
                .allSatisfy(each -> assertThat(each.sentence())
                        .hasSizeLessThanOrEqualTo(Texts.SENTENCE)
                        .contains("no no no"));
    }
}
