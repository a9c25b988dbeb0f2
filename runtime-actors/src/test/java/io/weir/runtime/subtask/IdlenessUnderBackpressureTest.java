package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A source that cannot emit because those behind it are slow has nothing to be called idle for: its records would come late afterwards. */
class IdlenessUnderBackpressureTest {
    private static final long IDLE_MILLIS = 500;
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicInteger CALLED_IDLE = new AtomicInteger();

    @Test
    void theIdlenessClockOfASourceStandsStillWhileThereIsNoRoomBehindIt() throws Exception {
        ASKED.set(0);
        CALLED_IDLE.set(0);
        OneThread job =
                new OneThread(job(), 1, false, new ExchangeSettings(2, 16, 1024, 0), new HashMap<>(), List.of(), 0);
        job.stall(1);
        job.run(2_000);
        for (int times = 0; times < 50; times++) {
            job.clock.millis += 200;
            job.run(50);
        }
        assertThat(ASKED).as("generators are asked meanwhile").hasValueGreaterThan(20);
        assertThat(CALLED_IDLE).hasValue(0);
    }

    private static JobGraph job() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(
                        new CountingSource(Long.MAX_VALUE),
                        WatermarkStrategy.forGenerator(
                                context -> new Observed(WatermarkStrategy.<Long>forMonotonousTimestamps()
                                        .withIdleness(Duration.ofMillis(IDLE_MILLIS))
                                        .createWatermarkGenerator(context))),
                        "numbers")
                .rebalance()
                .addSink(new SinkFunction<Long>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void invoke(Long value, Context context) {}
                })
                .disableChaining();
        return env.getJobGraph("backpressure");
    }

    private record Observed(WatermarkGenerator<Long> inner) implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            inner.onEvent(event, eventTimestamp, output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            ASKED.incrementAndGet();
            inner.onPeriodicEmit(new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                    output.emitWatermark(watermark);
                }

                @Override
                public void markIdle() {
                    CALLED_IDLE.incrementAndGet();
                    output.markIdle();
                }

                @Override
                public void markActive() {
                    output.markActive();
                }
            });
        }
    }
}
