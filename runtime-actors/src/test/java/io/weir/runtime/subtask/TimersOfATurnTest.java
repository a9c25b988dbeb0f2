package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.time.Watermark;
import io.weir.api.time.WatermarkGenerator;
import io.weir.api.time.WatermarkOutput;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.environment.ExchangeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers that are due fire a turn's worth at a time, and nobody can tell from what the job gives; a function whose timers never end is told so. */
@SuppressWarnings("SameNameButDifferent") // the Context of functions and of sinks
class TimersOfATurnTest {
    private static final int FAR = 5_000;
    private static final List<String> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void recordsAndWatermarksWaitUntilAllTimersHaveFired() throws Exception {
        OneThread job = job(2, new KeyedProcessFunction<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                SEEN.add("record " + value);
                if (value == 0) {
                    for (long time = FAR; time > 0; time--) {
                        context.timerService().registerEventTimeTimer(time);
                    }
                }
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
                SEEN.add("timer " + timestamp);
                out.collect(timestamp);
            }
        });
        // record 0 has the time 0, then the watermark goes to 5,000, then record 1 comes
        while (!job.run(1_000)) {
            assertThat(job.warnings).isEmpty();
        }
        List<String> expected = new ArrayList<>(List.of("record 0"));
        LongStream.rangeClosed(1, FAR).forEach(time -> expected.add("timer " + time));
        expected.add("record 1");
        assertThat(SEEN.stream().filter(line -> !line.startsWith("sink"))).containsExactlyElementsOf(expected);
        assertThat(SEEN.stream().filter(line -> line.startsWith("sink")).limit(FAR + 1))
                .as("the watermark comes behind what the timers emitted")
                .last()
                .isEqualTo("sink " + FAR + " at watermark " + Long.MIN_VALUE);
        assertThat(job.isDrained()).isTrue();
    }

    @Test
    void barriersPassBetweenTimersThatNeverEndAndOneWarningNamesTheOperator() throws Exception {
        OneThread job = job(Long.MAX_VALUE, new SetsItselfAgain(false));
        while (job.warnings.isEmpty()) {
            assertThat(job.run(1_000)).isFalse();
        }
        job.trigger(1);
        for (int i = 0; i < 1_000 && job.complete(1) == null; i++) {
            job.run(1_000);
        }
        assertThat(job.complete(1)).as("a checkpoint completes").isNotNull();
        assertThat(job.warnings)
                .singleElement()
                .asString()
                .startsWith("[API-208] operator 'beat' sets event-time timers");
    }

    @Test
    void theClockDoesNotStandStillForATimerOfLongAgo() throws Exception {
        OneThread job = job(1, new SetsItselfAgain(true));
        assertThat(job.run(100_000)).isTrue();
        for (int turn = 1; turn <= 3; turn++) {
            job.subtask(1, 0).onProcessingTime(2_000);
            job.subtask(1, 0).step();
            assertThat(SEEN).as("timers after turn %d", turn).hasSize(turn * 1024);
        }
        assertThat(job.warnings).isEmpty();
        for (int turn = 4; turn < 200; turn++) {
            job.subtask(1, 0).onProcessingTime(2_000);
        }
        assertThat(job.warnings)
                .singleElement()
                .asString()
                .startsWith("[API-208] operator 'beat' sets processing-time timers");
    }

    @Test
    void withoutRoomNoTimerFiresAndAfterwardsAllDo() throws Exception {
        OneThread job = job(2, new FiresOften(false));
        job.stall(2);
        job.run(20_000);
        assertThat(waiting(job)).isEqualTo(1);
        job.goOn();
        assertThat(job.run(1_000_000)).isTrue();
        assertThat(SEEN).hasSize(2 * FAR);
    }

    @Test
    void withoutRoomTheClockWaitsAndAfterwardsAllOfItsTimersFire() throws Exception {
        OneThread job = job(2, new FiresOften(true));
        job.stall(2);
        job.clock.millis = 4L * FAR;
        for (int i = 0; i < 100; i++) {
            job.run(100);
            job.subtask(1, 0).onProcessingTime(job.clock.millis);
            assertThat(waiting(job)).isLessThanOrEqualTo(1);
        }
        job.goOn();
        for (int i = 0; i < 1_000 && SEEN.size() < 2 * FAR; i++) {
            job.run(100);
            job.subtask(1, 0).onProcessingTime(job.clock.millis);
        }
        assertThat(SEEN).hasSize(2 * FAR);
    }

    @Test
    void recordsAreReadBetweenTimersOfTheClockThatNeverEndThoughThereIsSeldomRoom() throws Exception {
        int records = 200;
        OneThread job = job(records, new KeyedProcessFunction<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                SEEN.add("record");
                context.timerService().registerProcessingTimeTimer(0);
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
                out.collect(timestamp);
                context.timerService().registerProcessingTimeTimer(0);
            }
        });
        for (int i = 0; i < 1_000; i++) {
            job.run(10);
            job.subtask(1, 0).onProcessingTime(job.clock.millis);
            assertThat(waiting(job)).isLessThanOrEqualTo(2);
        }
        assertThat(SEEN.stream().filter("record"::equals)).hasSize(records);
    }

    /** Batches, and at most one watermark behind them, that wait for credit. */
    private static int waiting(OneThread job) {
        return job.subtask(1, 0).stats().outputQueueElements();
    }

    /** Each record sets many timers, which emit. */
    private static final class FiresOften extends KeyedProcessFunction<String, Long, Long> {
        private static final long serialVersionUID = 1L;

        private final boolean byTheClock;

        FiresOften(boolean byTheClock) {
            this.byTheClock = byTheClock;
        }

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            for (long time = 1; time <= FAR; time++) {
                if (byTheClock) {
                    context.timerService().registerProcessingTimeTimer(2L * FAR * value + time);
                } else {
                    context.timerService().registerEventTimeTimer(2L * FAR * value + time);
                }
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
            out.collect(timestamp);
        }
    }

    private static final class SetsItselfAgain extends KeyedProcessFunction<String, Long, Long> {
        private static final long serialVersionUID = 1L;

        private final boolean byTheClock;

        SetsItselfAgain(boolean byTheClock) {
            this.byTheClock = byTheClock;
        }

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            set(context);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
            if (byTheClock) {
                SEEN.add("timer");
            }
            set(context);
        }

        private void set(Context context) {
            if (byTheClock) {
                context.timerService().registerProcessingTimeTimer(0);
            } else {
                context.timerService().registerEventTimeTimer(0);
            }
        }
    }

    private static OneThread job(long records, KeyedProcessFunction<String, Long, Long> function) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        SingleOutputStreamOperator<Long> numbers = env.fromSource(new CountingSource(records), "numbers")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forGenerator(context -> new AfterEach())
                        .withTimestampAssigner((number, old) -> 2L * FAR * number));
        numbers.keyBy(number -> "k").process(function).name("beat").rebalance().addSink(new SinkFunction<Long>() {
            private static final long serialVersionUID = 1L;

            @Override
            public void invoke(Long value, Context context) {
                SEEN.add("sink " + value + " at watermark " + context.currentWatermark());
            }
        });
        return new OneThread(
                env.getJobGraph("timers"),
                7,
                false,
                new ExchangeSettings(4, 16, 1024, 0),
                new HashMap<>(),
                List.of(),
                0);
    }

    /** The watermark passes the record by far. */
    private static final class AfterEach implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp + FAR));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
