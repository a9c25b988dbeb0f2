package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.WeirNode;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.JobGraph;
import io.weir.testkit.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that has to go back to a checkpoint whose files are damaged ends with a sentence that names the file; it does not begin anew. */
class StateFilesTest {
    private static final int KEYS = 20_000;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({"truncated, CKP-401", "changed, CKP-402", "gone, CKP-401"})
    void aDamagedCheckpointEndsTheJob(String damage, String code) throws Exception {
        Path fail = folder.resolve("fail");
        try (WeirNode node = node();
                WeirClient client = WeirClient.connect(List.of(node.address()), List.of(), Duration.ofSeconds(60))) {
            String id = client.submit(job(fail));
            Polling.await("a checkpoint completes", () -> client.describe(id), job -> job.completedCheckpoints() == 1);
            List<Path> files = stateFiles(id);
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                damage(file, damage);
            }
            Files.createFile(fail);
            ClientReply.Job ended = Polling.await(
                    "the job ends",
                    () -> client.describe(id),
                    job -> job.summary().status().isGloballyTerminalState());
            assertThat(ended.summary().status()).isEqualTo(JobStatus.FAILED);
            assertThat(ended.summary().sentence()).contains("[" + code + "]");
            assertThat(files)
                    .as(ended.summary().sentence())
                    .anyMatch(file -> ended.summary()
                            .sentence()
                            .contains(file.getFileName().toString()));
        }
    }

    private WeirNode node() {
        return WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                0,
                "weir.worker.slots",
                1,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.kind",
                "memory",
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints")))));
    }

    private static JobGraph job(Path fail) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(300);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(3_600_000); // one is enough
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 0));
        String file = fail.toString();
        env.addSource(new ManyKeys(file))
                .uid("keys")
                .keyBy(key -> key)
                .reduce((a, b) -> {
                    if (Files.exists(Path.of(file))) {
                        throw new IllegalStateException("told to fail");
                    }
                    return a;
                })
                .uid("state")
                .addSink(new BadJobs.Nowhere<>());
        return env.getJobGraph("damaged");
    }

    private List<Path> stateFiles(String job) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("checkpoints").resolve(job))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("manifest"))
                    .toList();
        }
    }

    private static void damage(Path file, String damage) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (damage) {
            case "truncated" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            case "changed" -> {
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
            case "gone" -> Files.delete(file);
            default -> throw new IllegalArgumentException(damage);
        }
    }

    /** All keys once, then the first one again and again, slowly. */
    private static final class ManyKeys implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;
        private final String fail;
        private volatile boolean cancelled;

        ManyKeys(String fail) {
            this.fail = fail;
        }

        @Override
        public void run(SourceContext<Long> ctx) {
            for (long key = 0; !cancelled; key++) {
                if (key >= KEYS) {
                    LockSupport.parkNanos(1_000_000);
                }
                boolean failing = Files.exists(Path.of(fail));
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(key < KEYS && !failing ? key : 0);
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
