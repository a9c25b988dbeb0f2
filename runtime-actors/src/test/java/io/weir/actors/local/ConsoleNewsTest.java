package io.weir.actors.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.JobExecutionException;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs in processes of their own, as an IDE starts them. */
@Timeout(240)
class ConsoleNewsTest {
    @TempDir
    Path folder;

    @Test
    void aProgramWithoutALogReadsIdEndAndErrorsOfItsJobsOnStandardError() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(run(classPath))
                .containsPattern("job \\S+ 'ends well' runs in this process")
                .doesNotContain("SLF4J(")
                .containsPattern("job \\S+ FINISHED after \\d+\\.\\d s\nthe program goes on")
                .containsPattern("job \\S+ 'ends badly' runs in this process")
                .containsPattern("job \\S+ FAILED after \\d+\\.\\d s: .*poison")
                .containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d job ");
    }

    @Test
    void aProgramWithALogOfItsOwnGetsNoOtherLines() throws Exception {
        assertThat(run(System.getProperty("java.class.path")))
                .doesNotContain("runs in this process")
                .doesNotContain("FINISHED after");
    }

    private String run(String classPath) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Child.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Runs in a process of its own. */
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            job().execute("ends well");
            System.out.println("the program goes on");
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setRestartStrategy(RestartStrategies.noRestart());
            env.fromSequence(1, 3)
                    .map(value -> {
                        if (value == 2) {
                            throw new IllegalStateException("poison");
                        }
                        return value;
                    })
                    .addSink(new Ignoring());
            try {
                env.execute("ends badly");
            } catch (JobExecutionException e) {
                return; // as it should
            }
            throw new IllegalStateException("a poisoned job finished");
        }

        private static StreamExecutionEnvironment job() {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 3).addSink(new Ignoring());
            return env;
        }
    }

    private static final class Ignoring implements SinkFunction<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public void invoke(Long value, Context context) {}
    }
}
