package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.CloseableIterator;
import io.weir.api.Collector;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CheckpointListener;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Flink programs take for granted, through whole jobs in this process. */
@Timeout(120)
class LikeFlinkTest {
    private static final Queue<Long> SEEN = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch checkpointed = new CountDownLatch(0);

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @TempDir
    Path folder;

    @Test
    void aJobWithoutASinkRunsForItsEffects() throws Exception {
        SEEN.clear();
        env.fromSequence(1, 100).process(new Seeing());
        env.execute();
        assertThat(SEEN).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void anIteratorIsReadInTheSourceAndOnceOverAFailure() throws Exception {
        checkpointed = new CountDownLatch(1);
        env.enableCheckpointing(20);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        List<Long> got = new ArrayList<>();
        try (CloseableIterator<Long> results = env.fromCollection(new NumbersReadElsewhere(), Long.class)
                .map(new FailingOnceBehindACheckpoint())
                .executeAndCollect()) {
            results.forEachRemaining(got::add);
        }
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 1000).boxed().toList());
    }

    @Test
    void readersOfAFileThatAreAtDifferentTimesLoseNothing() throws Exception {
        int lines = 200_000; // two ranges, whose times are far apart
        Path file = Files.write(
                folder.resolve("times"),
                LongStream.range(0, lines).mapToObj(String::valueOf).toList());
        env.getConfig().setAutoWatermarkInterval(1);
        long counted = 0;
        try (CloseableIterator<Long> results = env.readTextFile(
                        file.toString(),
                        WatermarkStrategy.<String>forMonotonousTimestamps()
                                .withTimestampAssigner((line, old) -> Long.parseLong(line)))
                .map(line -> 1L)
                .rebalance()
                .keyBy(one -> one)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .reduce(Long::sum)
                .executeAndCollect()) {
            while (results.hasNext()) {
                counted += results.next();
            }
        }
        assertThat(counted).isEqualTo(lines);
    }

    private static final class Seeing extends ProcessFunction<Long, Void> {
        @Override
        public void processElement(Long value, Context context, Collector<Void> out) {
            SEEN.add(value);
        }
    }

    /** 0 to 999; refuses to be read by the program that made it. At 500 it waits for a checkpoint. */
    private static final class NumbersReadElsewhere implements Iterator<Long>, Serializable {
        private transient boolean original = true;
        private long next;

        @Override
        public boolean hasNext() {
            assertThat(original).as("read in main").isFalse();
            return next < 1000;
        }

        @Override
        public Long next() {
            if (next == 500) {
                await(checkpointed);
            }
            return next++;
        }
    }

    private static final class FailingOnceBehindACheckpoint implements MapFunction<Long, Long>, CheckpointListener {
        private static volatile boolean failed;

        @Override
        public Long map(Long value) {
            if (value == 700 && !failed) {
                failed = true;
                throw new IllegalStateException("once");
            }
            return value;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
