package io.weir.actors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.JobStatus;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJobExecutorTest {
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();
    private static volatile CountDownLatch running = new CountDownLatch(1);
    private static volatile CountDownLatch release = new CountDownLatch(0);
    private static volatile CountDownLatch closed = new CountDownLatch(0);

    @TempDir
    Path folder;

    @BeforeEach
    void reset() {
        COUNTS.clear();
        running = new CountDownLatch(1);
    }

    @Test
    void aProgramRunsItsJobsOneAfterAnotherAndLeavesNothingBehind() throws Exception {
        List<Path> before = leftovers();
        for (int round = 1; round <= 2; round++) {
            StreamExecutionEnvironment env = environment();
            env.fromElements("to be or not to be", "that is the question")
                    .flatMap((String line, Collector<Word> out) -> {
                        for (String word : line.split(" ", -1)) {
                            out.collect(new Word(word, 1));
                        }
                    })
                    .keyBy(Word::text)
                    .reduce((a, b) -> new Word(a.text(), a.count() + b.count()))
                    .addSink(new Counting());
            var result = env.execute("word count " + round);
            assertThat(result.getJobName()).isEqualTo("word count " + round);
            assertThat(COUNTS)
                    .containsEntry("to", 2)
                    .containsEntry("be", 2)
                    .containsEntry("question", 1)
                    .hasSize(8);
            COUNTS.clear();
        }
        assertThat(leftovers()).isEqualTo(before);
    }

    @Test
    void whatUserCodeThrowsReachesTheCallerAsASentence() {
        StreamExecutionEnvironment env = environment();
        env.setRestartStrategy(RestartStrategies.noRestart());
        env.fromSequence(1, 100)
                .map(value -> {
                    if (value == 50) {
                        throw new IllegalStateException("poison");
                    }
                    return value;
                })
                .name("picky")
                .addSink(new Ignoring());
        assertThatThrownBy(() -> env.execute("fails"))
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("picky")
                .hasMessageContaining("poison");
    }

    @Test
    void aRunningJobCanBeCancelledAndStaysAnswerableAfterItsEnd() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.addSource(new Endless()).addSink(new Ignoring());
        JobClient job = env.executeAsync("endless");
        running.await();
        awaitRunning(job);
        job.cancel().get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> job.getJobExecutionResult().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JobExecutionException.class);
        assertThat(job.getJobStatus().get(30, TimeUnit.SECONDS)).isEqualTo(JobStatus.CANCELED);
        job.cancel().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aWatermarkOfASourceFunctionThatIsIdleEndsItsIdleness() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.addSource(new IdleThenWatermark())
                .keyBy(value -> value)
                .process(new CountsDownAt(50))
                .addSink(new Ignoring());
        env.execute("idle");
        assertThat(running.getCount())
                .as("the timer fired while the source waited")
                .isZero();
        assertThat(COUNTS).containsEntry("fired before the end", 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterACancelTheCallThatRunsIsTheLastOne(boolean timers) throws Exception {
        release = new CountDownLatch(1);
        closed = new CountDownLatch(1);
        StreamExecutionEnvironment env = environment();
        env.setParallelism(1);
        var keyed = env.fromSequence(1, 500)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, old) -> value))
                .keyBy(value -> "k");
        keyed.process(new Deaf(timers)).addSink(new Ignoring());
        JobClient job = env.executeAsync("deaf");
        running.await();
        job.cancel().get(60, TimeUnit.SECONDS);
        assertThat(job.getJobExecutionResult()).failsWithin(60, TimeUnit.SECONDS);
        assertThat(job.getJobStatus().get(30, TimeUnit.SECONDS)).isEqualTo(JobStatus.CANCELED);
        release.countDown();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(COUNTS).containsEntry("calls", 1);
    }

    @Test
    void checkpointsGoWhereTheJobSays() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(100);
        env.getCheckpointConfig().setCheckpointStorage(folder.toUri().toString());
        env.fromSequence(1, 10).addSink(new Ignoring());
        env.execute("with storage");
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeUsedHasASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(100);
        env.getCheckpointConfig().setCheckpointStorage(file.toUri().toString());
        env.fromSequence(1, 10).addSink(new Ignoring());
        assertThatThrownBy(() -> env.execute("without storage"))
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("[CFG-204]");
    }

    /** The first source can be at work before the coordinator has heard that the last subtask is. */
    private static void awaitRunning(JobClient job) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JobStatus status = job.getJobStatus().get(30, TimeUnit.SECONDS);
        while (status == JobStatus.CREATED && System.nanoTime() < deadline) {
            status = job.getJobStatus().get(30, TimeUnit.SECONDS);
        }
        assertThat(status).isEqualTo(JobStatus.RUNNING);
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        return env;
    }

    private static List<Path> leftovers() throws Exception {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().matches("weir-\\d+"))
                    .sorted()
                    .toList();
        }
    }

    record Word(String text, int count) {}

    static final class Counting implements SinkFunction<Word> {
        @Override
        public void invoke(Word word) {
            COUNTS.put(word.text(), word.count());
        }
    }

    static final class Ignoring implements SinkFunction<Long> {
        @Override
        public void invoke(Long value) {}
    }

    static final class Endless implements SourceFunction<Long> {
        private volatile boolean cancelled;

        @Override
        public void run(SourceContext<Long> context) {
            running.countDown();
            for (long next = 0; !cancelled; next++) {
                context.collect(next);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Is idle, then has a watermark, and ends when {@link CountsDownAt} has heard of it, or a time long past that. */
    static final class IdleThenWatermark implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> context) throws Exception {
            context.collectWithTimestamp(1L, 1);
            context.markAsTemporarilyIdle();
            context.emitWatermark(new Watermark(100));
            COUNTS.put("fired before the end", running.await(20, TimeUnit.SECONDS) ? 1 : 0);
        }

        @Override
        public void cancel() {}
    }

    static final class CountsDownAt extends KeyedProcessFunction<Long, Long, Long> {
        private final long time;

        CountsDownAt(long time) {
            this.time = time;
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            ctx.timerService().registerEventTimeTimer(time);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
            running.countDown();
        }
    }

    /** Counts its calls; the first one waits until it is released, and does not hear interrupts. */
    static final class Deaf extends KeyedProcessFunction<String, Long, Long> {
        private final boolean timers;

        Deaf(boolean timers) {
            this.timers = timers;
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            if (timers) {
                ctx.timerService().registerEventTimeTimer(1_000 + value);
            } else {
                call();
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
            call();
        }

        private static void call() {
            COUNTS.merge("calls", 1, Integer::sum);
            running.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    COUNTS.merge("interrupts", 1, Integer::sum);
                }
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
