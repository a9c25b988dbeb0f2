package io.weir.actors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.CloseableIterator;
import io.weir.api.DataStream;
import io.weir.api.JobExecutionException;
import io.weir.api.JobExecutionResult;
import io.weir.api.ParameterTool;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.accumulator.AverageAccumulator;
import io.weir.api.accumulator.IntCounter;
import io.weir.api.config.Configuration;
import io.weir.api.connector.builtin.DiscardingSink;
import io.weir.api.function.CheckpointListener;
import io.weir.api.function.RichMapFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from a job to the program that runs it. */
@Timeout(120)
class JobResultsTest {
    private static final int RECORDS = 2_000;
    private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir
    Path folder;

    @BeforeEach
    void reset() {
        CHECKPOINTED.set(false);
        FAILED.set(false);
    }

    private static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);
    }

    /** Checkpoints, and a source slow enough that several of them come. */
    private static DataStream<Long> slowly(StreamExecutionEnvironment env) {
        env.enableCheckpointing(50);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
        return env.fromGenerator(index -> index, RECORDS, 2_000);
    }

    /** Counts, and throws once after a checkpoint was complete. */
    private static final class Counting extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("NullAway.Init") // set by open
        private transient IntCounter counter;

        private final AverageAccumulator average = new AverageAccumulator();

        @Override
        public void open(Configuration parameters) {
            counter = getRuntimeContext().getIntCounter("records");
            getRuntimeContext().addAccumulator("average", average);
        }

        @Override
        public Long map(Long value) {
            if (CHECKPOINTED.get() && value > RECORDS / 2 && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
            counter.add(1);
            average.add((double) value);
            return value;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTED.set(true);
        }
    }

    @Test
    void accumulatorsCountEachRecordOnceWhateverFails() throws Exception {
        StreamExecutionEnvironment env = environment();
        slowly(env).map(new Counting()).sinkTo(new DiscardingSink<>());
        JobExecutionResult result = env.execute("counts");
        assertThat(FAILED).as("the job has failed once").isTrue();
        assertThat(result.getIntCounterResult("records")).isEqualTo(RECORDS);
        assertThat(result.<Double>getAccumulatorResult("average")).isEqualTo((RECORDS - 1) / 2.0);
        assertThat(result.getAllAccumulatorResults()).containsOnlyKeys("average", "records");
    }

    @Test
    void accumulatorsNeedNoCheckpoints() throws Exception {
        StreamExecutionEnvironment env = environment();
        CHECKPOINTED.set(false);
        env.fromSequence(1, 100).map(new Counting()).sinkTo(new DiscardingSink<>());
        assertThat(env.execute().getIntCounterResult("records")).isEqualTo(100);
    }

    @Test
    void theRecordsOfAStreamComeBack() throws Exception {
        List<Long> collected = new ArrayList<>();
        try (CloseableIterator<Long> results =
                environment().fromSequence(1, 1_000).executeAndCollect("collect")) {
            results.forEachRemaining(collected::add);
        }
        assertThat(collected).hasSize(1_000).containsExactlyInAnyOrderElementsOf(numbers(1, 1_000));
    }

    @Test
    void theyComeOnceEachWhateverFailsIfThereAreCheckpoints() throws Exception {
        List<Long> collected = new ArrayList<>();
        try (CloseableIterator<Long> results =
                slowly(environment()).map(new Counting()).executeAndCollect()) {
            results.forEachRemaining(collected::add);
        }
        assertThat(FAILED).as("the job has failed once").isTrue();
        assertThat(collected).containsExactlyInAnyOrderElementsOf(numbers(0, RECORDS - 1));
    }

    @Test
    void aLimitEndsAJobThatWouldNotEnd() throws Exception {
        DataStream<Long> endless = environment().fromGenerator(index -> index, Long.MAX_VALUE);
        assertThat(endless.executeAndCollect(5)).hasSize(5);
    }

    @Test
    void aFailedJobIsToldToWhoReads() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.setRestartStrategy(RestartStrategies.noRestart());
        try (CloseableIterator<Long> results = env.fromSequence(1, 10)
                .map(value -> {
                    if (value == 7) {
                        throw new IllegalStateException("poison");
                    }
                    return value;
                })
                .executeAndCollect()) {
            assertThatThrownBy(() -> results.forEachRemaining(value -> {}))
                    .hasCauseInstanceOf(JobExecutionException.class)
                    .hasMessageContaining("poison");
        }
    }

    @Test
    void severalStreamsOfAJobAreCollected() throws Exception {
        StreamExecutionEnvironment env = environment();
        DataStream<Long> numbers = env.fromSequence(1, 50);
        DataStream.Collector<Long> even = new DataStream.Collector<>();
        numbers.filter(n -> n % 2 == 0).collectAsync(even);
        CloseableIterator<Long> odd = numbers.filter(n -> n % 2 == 1).collectAsync();
        assertThatThrownBy(odd::hasNext).hasMessageContaining("[API-198]");
        env.executeAsync();
        TreeSet<Long> all = new TreeSet<>();
        odd.forEachRemaining(all::add);
        assertThat(all).hasSize(25);
        even.getOutput().forEachRemaining(all::add);
        assertThat(all).hasSize(50);
    }

    /** Says what it finds around it. */
    private static final class Surroundings extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(Long value) throws Exception {
            Path cached = getRuntimeContext()
                    .getDistributedCache()
                    .getFile("greeting")
                    .toPath();
            return Files.readString(cached) + " "
                    + getRuntimeContext().getGlobalJobParameters().get("whom") + " "
                    + getRuntimeContext()
                            .getExecutionConfig()
                            .getGlobalJobParameters()
                            .toMap()
                            .size();
        }
    }

    @Test
    void functionsReadParametersAndCachedFiles() throws Exception {
        StreamExecutionEnvironment env = environment();
        Path greeting = Files.writeString(folder.resolve("greeting.txt"), "hello");
        env.registerCachedFile(greeting.toUri().toString(), "greeting");
        env.getConfig().setGlobalJobParameters(ParameterTool.fromArgs(new String[] {"--whom", "world"}));
        assertThat(env.fromSequence(1, 1).map(new Surroundings()).executeAndCollect(9))
                .containsExactly("hello world 1");
    }

    @Test
    void aCachedFileThatIsNotThereIsNamed() {
        StreamExecutionEnvironment env = environment();
        env.setRestartStrategy(RestartStrategies.noRestart());
        env.registerCachedFile(folder.resolve("nothing").toString(), "greeting");
        env.fromSequence(1, 1).map(new Surroundings()).sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> env.execute())
                .hasMessageContaining("[API-199]")
                .hasMessageContaining("nothing");
    }

    /** Which subtask saw the record. */
    private static final class Where extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(Long value) {
            return getRuntimeContext().getIndexOfThisSubtask() + ":" + value % 2;
        }
    }

    @Test
    void aCustomPartitionerChoosesTheSubtask() throws Exception {
        DataStream<String> seen = environment()
                .fromSequence(0, 99)
                .partitionCustom((Long key, int subtasks) -> (int) (key % subtasks), value -> value)
                .map(new Where());
        assertThat(seen.executeAndCollect(1_000)).hasSize(100).containsOnly("0:0", "1:1");
    }

    @Test
    void aCustomPartitionerThatChoosesNoSubtaskFailsTheJob() {
        StreamExecutionEnvironment env = environment();
        env.setRestartStrategy(RestartStrategies.noRestart());
        env.fromSequence(0, 99)
                .partitionCustom((Long key, int subtasks) -> subtasks, value -> value)
                .sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> env.execute()).hasMessageContaining("[API-118]");
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
