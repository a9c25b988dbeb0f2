package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.CloseableIterator;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CheckpointListener;
import io.weir.api.function.MapFunction;
import io.weir.api.function.SourceFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that holds its lock longer than checkpoints live: their barriers wait, and leave in the order in which they came. */
@Timeout(120)
class HeldCheckpointLockTest {
    private static final CountDownLatch GIVEN_UP = new CountDownLatch(5);

    @Test
    void barriersThatWaitForTheLockOfALoopLeaveInTheirOrder() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        env.enableCheckpointing(10);
        env.getCheckpointConfig().setCheckpointTimeout(100);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
        env.setRestartStrategy(RestartStrategies.noRestart());
        List<Integer> got = new ArrayList<>();
        try (CloseableIterator<Integer> results =
                env.addSource(new Holding()).rebalance().map(new Counting()).executeAndCollect()) {
            results.forEachRemaining(got::add);
        }
        assertThat(got).containsExactly(1, 2);
    }

    private static final class Holding implements SourceFunction<Integer> {
        @Override
        public void run(SourceContext<Integer> context) throws Exception {
            synchronized (context.getCheckpointLock()) {
                context.collect(1);
                GIVEN_UP.await();
            }
            context.collect(2);
        }

        @Override
        public void cancel() {}
    }

    private static final class Counting implements MapFunction<Integer, Integer>, CheckpointListener {
        @Override
        public Integer map(Integer value) {
            return value;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {}

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            GIVEN_UP.countDown();
        }
    }
}
