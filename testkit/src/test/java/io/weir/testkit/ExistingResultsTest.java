package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.MapFunction;
import io.weir.connector.file.ExistingResults;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file sink that must not write beside the results of others. */
class ExistingResultsTest {
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path output = Path.of("");

    private JobTest job(ExistingResults existing) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(500);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
        env.fromSource(TestSource.<String>of("a", "b", TestSource.CHECKPOINT, "fail", "c"), "records")
                .map(new FailsOnce())
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                        .withExistingResults(existing)
                        .build());
        return JobTest.start(env);
    }

    @Test
    void aJobThatRefusesThemEndsAtOnceAndWritesNothing() throws IOException {
        FAILURES.set(1);
        Files.createDirectories(output.resolve("day=1"));
        Files.writeString(output.resolve("day=1/part-0"), "of an earlier run\n");
        try (JobTest job = job(ExistingResults.REFUSE)) {
            assertThatThrownBy(job::runToEnd).hasMessageContaining("[SINK-706]").hasMessageContaining("day=1/part-0");
            assertThat(job.restarts()).isZero();
        }
        assertThat(lines()).containsExactly("of an earlier run");
    }

    @Test
    void aJobThatKeepsThemWritesBesideThem() throws IOException {
        FAILURES.set(1);
        Files.writeString(output.resolve("part-0"), "of an earlier run\n");
        try (JobTest job = job(ExistingResults.KEEP)) {
            job.runToEnd();
        }
        assertThat(lines()).containsExactlyInAnyOrder("of an earlier run", "a", "b", "fail", "c");
    }

    @Test
    void whatAJobHasWrittenItselfIsNotRefusedWhenItRestarts() throws IOException {
        FAILURES.set(0);
        Files.writeString(output.resolve("_SUCCESS"), "");
        try (JobTest job = job(ExistingResults.REFUSE)) {
            job.runToEnd();
            assertThat(job.restarts()).isEqualTo(1);
        }
        assertThat(lines()).containsExactlyInAnyOrder("a", "b", "fail", "c");
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static final class FailsOnce implements MapFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(String value) {
            if (value.equals("fail") && FAILURES.getAndIncrement() == 0) {
                throw new IllegalStateException("told to fail");
            }
            return value;
        }
    }
}
