package io.weir.tools.demo;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static io.weir.testkit.TestSource.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSource;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputWatchTest {
    @TempDir
    Path output = Path.of("");

    @Test
    void theNewestEpochIsThatOfTheAttemptWhichTheClusterNames() {
        TestSource<String> lines = TestSource.of("first", PAUSE, CHECKPOINT, ABORT, "second", PAUSE, "third");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(1000);
        env.fromSource(lines, "lines")
                .uid("lines")
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                        .build())
                .uid("files");
        OutputWatch watch = new OutputWatch(output);
        assertThat(watch.newestEpoch()).isZero();
        try (JobTest job = JobTest.start(env)) {
            assertThat(job.runUntil(lines::isPaused, Duration.ofMinutes(1))).isTrue();
            assertThat(watch.newestEpoch()).isEqualTo(1);
            lines.resume();
            assertThat(job.runUntil(() -> job.restarts() == 1 && lines.isPaused(), Duration.ofMinutes(1)))
                    .isTrue();
            assertThat(watch.newestEpoch()).isEqualTo(2);
        }
    }
}
