package io.weir.connector.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.builtin.DiscardingSink;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.Codec;
import io.weir.api.serde.TypeHint;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.Types;
import io.weir.api.serde.ValueCopier;
import io.weir.api.serde.ValueReader;
import io.weir.api.serde.ValueWriter;
import io.weir.api.time.Time;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.util.TimeUtils;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.connector.file.DateTimeBucketAssigner;
import io.weir.connector.file.DefaultRollingPolicy;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.OutputFileConfig;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.connector.file.StreamingFileSink;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that show when a program builds its job: each is refused with a sentence that has a code and names what is wrong. */
@SuppressWarnings("NullAway") // null is one of the mistakes
class MistakesInProgramsTest {
    private static final long LONGEST = Long.MAX_VALUE;

    /** A program up to its {@code execute()}. */
    @FunctionalInterface
    interface Program {
        Object build(StreamExecutionEnvironment env) throws Exception;
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                program("API-115", "java.lang.String", env -> env.registerCodec(String.class, new Nothing<String>())),
                program(
                        "API-116",
                        "TypeHint",
                        env -> env.fromData(1L).map(x -> x).returns(rawHint())),
                program("API-116", "0 types", env -> Types.TUPLE()),
                program("API-124", "count", env -> env.fromGenerator(x -> x, -5)),
                program(
                        "API-130",
                        "TumblingEventTimeWindows",
                        env -> env.fromData(1L).windowAll(TumblingEventTimeWindows.of(Duration.ZERO))),
                program("API-141", "path", env -> FileSource.forTextLines()),
                program("API-142", "0", env -> FileSource.forTextLines("/a").maxLineBytes(0)),
                program("API-143", "-1", env -> FileSource.forTextLines("/a").linesPerSecond(-1)),
                program(
                        "API-144",
                        "0 bytes",
                        env -> DefaultRollingPolicy.builder().withMaxPartSize(0)),
                program(
                        "API-145",
                        "rollover",
                        env -> DefaultRollingPolicy.builder().withRolloverInterval(-1)),
                program(
                        "API-146",
                        ".x",
                        env -> OutputFileConfig.builder().withPartPrefix(".x").build()),
                program("API-147", "70000", env -> env.socketTextStream("localhost", 70_000)),
                program("API-148", "delimiter", env -> env.socketTextStream("localhost", 7_000, "")),
                program(
                        "API-180",
                        "PT0S",
                        env -> WatermarkStrategy.forMonotonousTimestamps().withIdleness(Duration.ZERO)),
                program("API-201", "'mapper'", env -> env.fromData(1L).map(null)),
                program("API-202", "'name'", env -> env.fromData(1L).name("")),
                program("API-203", "'size'", env -> TumblingEventTimeWindows.of(Time.days(LONGEST))),
                program("API-280", "'size'", env -> env.fromData(1L).countWindowAll(0)),
                program("API-280", "'limit'", env -> env.fromData(1L).executeAndCollect(-1)),
                program("API-281", "yyyy-bb", env -> new DateTimeBucketAssigner<>("yyyy-bb")),
                program("API-293", "ListItr", env -> env.fromCollection(iterator(), Long.class)),
                program("API-295", "10 parsecs", env -> TimeUtils.parseDuration("10 parsecs")),
                program("API-296", "StreamingFileSink", env -> {
                    StreamingFileSink<Long> sink = StreamingFileSink.forRowFormat("/a", new SimpleStringEncoder<Long>())
                            .build();
                    sink.invoke(1L, null);
                    return sink;
                }),
                program(
                        "API-297",
                        "UTF-9",
                        env -> env.fromData(1L)
                                .sinkTo(FileSink.forRowFormat("/a", new SimpleStringEncoder<Long>("UTF-9"))
                                        .build())));
    }

    private static Arguments program(String code, String named, Program program) {
        return Arguments.of(code, named, program);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void mistakes(String code, String named, Program program) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        Throwable refused = catchThrowable(() -> {
            program.build(env);
            env.getExecutionPlan();
        });
        assertThat(refused).as("it was built").isNotNull();
        assertThat(refused.getMessage()).contains("[" + code + "]", named).doesNotContainPattern("\\b[0-9a-f]{16,}\\b");
    }

    @Test
    void withoutConnectorsOnTheClassPathASentenceNamesTheDependency() throws Exception {
        URL api = StreamExecutionEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {api}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(alone);
            Class<?> type = alone.loadClass(StreamExecutionEnvironment.class.getName());
            Object env = type.getMethod("createLocalEnvironment").invoke(null);
            assertThatThrownBy(
                            () -> type.getMethod("readTextFile", String.class).invoke(env, "/a"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("[API-122]")
                    .hasMessageContaining("readTextFile");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aProgramThatCannotListenForItsResultsSaysSo() throws Exception {
        JobExecutor elsewhere = new JobExecutor() {
            @Override
            public JobClient submit(JobGraph graph, ClassLoader userCode) {
                throw new AssertionError("it was submitted");
            }

            @Override
            public String programHost() {
                return "192.0.2.1"; // kept for examples: no machine has it
            }
        };
        ExecutionContexts.withExecutor(elsewhere, () -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromData(1L).sinkTo(new DiscardingSink<>());
            assertThatThrownBy(() -> env.fromData(1L).executeAndCollect())
                    .hasMessageContaining("[API-240]")
                    .hasMessageContaining("192.0.2.1");
            return null;
        });
    }

    private static Iterator<Long> iterator() {
        return List.of(1L).iterator();
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the mistake
    private static TypeInformation<Long> rawHint() {
        return TypeInformation.of(new TypeHint() {});
    }

    private static final class Nothing<T> implements Codec<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public void encode(T value, BinaryOutput out, ValueWriter nested) {}

        @Override
        public T decode(BinaryInput in, ValueReader nested) {
            throw new AssertionError();
        }

        @Override
        public boolean isImmutable() {
            return true;
        }

        @Override
        public T copy(T value, ValueCopier nested) {
            return value;
        }
    }
}
