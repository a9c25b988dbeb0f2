package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.runtime.environment.ExchangeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a sink that takes nothing stops its source, and what is under way meanwhile is bounded by the windows, however long it lasts. Method: the
 * subtask with the sink gets no turn, all others get as many as they like.
 */
class StalledSinkTest {
    private static final int WINDOW = 4;
    private static final int BATCH = 16;
    private static final AtomicLong EMITTED = new AtomicLong();

    @ParameterizedTest(name = "remote channels: {0}, parallelism {1}")
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
    void theSourceStopsAndStaysStopped(boolean remote, int parallelism) throws Exception {
        EMITTED.set(0);
        ExchangeSettings exchange = new ExchangeSettings(WINDOW, BATCH, 1024, 0);
        OneThread job = new OneThread(job(parallelism), 1, remote, exchange, new HashMap<>(), List.of(), 0);
        job.stall(2);

        job.run(20_000);
        long whenFull = EMITTED.get();
        job.run(200_000);

        assertThat(EMITTED)
                .as("records that left the source in ten times as many turns")
                .hasValue(whenFull);
        assertThat(whenFull).as("it was full").isGreaterThan(WINDOW);
        // Two exchanges, each with p x p channels: their windows, one batch being filled and one being read on each.
        int largestBatch = remote ? 1024 / 2 : BATCH;
        assertThat(whenFull).isLessThanOrEqualTo(2L * parallelism * parallelism * (WINDOW + 2) * largestBatch);
        assertThat(job.maxQueued()).isLessThanOrEqualTo(parallelism * (WINDOW + 2));

        job.goOn();
        assertThat(job.run(2_000)).isFalse();
        assertThat(EMITTED.get()).as("it flows again").isGreaterThan(whenFull);
    }

    private static JobGraph job(int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.fromSource(new CountingSource(Long.MAX_VALUE), "numbers")
                .map(number -> {
                    EMITTED.incrementAndGet();
                    return number;
                })
                .keyBy(number -> number)
                .reduce((a, b) -> a)
                .rebalance()
                .addSink(new SinkFunction<Long>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void invoke(Long value, Context context) {}
                });
        return env.getJobGraph("stalled");
    }
}
