package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobClient;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: killed, stopped and started again under one job, whose output must be exactly once. */
class WeirClusterOfProcessesTest {
    private static final int NUMBERS = 2_000;

    @RegisterExtension
    final WeirCluster cluster = WeirCluster.inProcesses(3).withHeartbeatPause(Duration.ofSeconds(3));

    @Test
    void aJobSurvivesAKillAndAPauseOfItsProcesses(@TempDir Path folder) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(1000);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 100));
        env.fromGenerator(number -> number, NUMBERS, 200)
                .uid("numbers")
                .sinkTo(FileSink.forRowFormat(folder.toString(), new SimpleStringEncoder<Long>())
                        .build())
                .uid("files");
        JobClient job = cluster.submit(env);
        cluster.awaitCheckpoints(job, 1);

        int victim = (cluster.leader() + 1) % 3;
        cluster.kill(victim);
        cluster.awaitNodes(2);
        cluster.awaitCheckpoints(job, 1);
        cluster.restart(victim);
        cluster.awaitNodes(3);

        int sleeper = (cluster.leader() + 2) % 3;
        cluster.pause(sleeper);
        cluster.awaitNodes(2);
        cluster.resume(sleeper);

        job.getJobExecutionResult().get(2, TimeUnit.MINUTES);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
        assertThat(numbersBelow(folder))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, NUMBERS).boxed().toList());

        StreamExecutionEnvironment elsewhere = StreamExecutionEnvironment.getExecutionEnvironment();
        elsewhere.setParallelism(1);
        elsewhere.setRestartStrategy(RestartStrategies.noRestart());
        elsewhere.fromSequence(1, 3).sinkTo(new TestSink<>()).name("sink of a test");
        assertThat(cluster.submit(elsewhere).getJobExecutionResult())
                .failsWithin(1, TimeUnit.MINUTES)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("[API-161]");

        assertThatThrownBy(() -> cluster.partition(0)).hasMessageContaining("[API-171] partition");
        cluster.kill(0);
        assertThatThrownBy(() -> cluster.pause(0)).hasMessageContaining("[API-170]");
    }

    private static List<Long> numbersBelow(Path folder) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                Files.readAllLines(file).forEach(line -> numbers.add(Long.valueOf(line)));
            }
        }
        return numbers;
    }
}
