package io.weir.actors.local;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.weir.api.Collector;
import io.weir.api.JobClient;
import io.weir.api.JobStatus;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.CheckpointListener;
import io.weir.api.function.DiscardingSink;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.time.TimerService;
import io.weir.api.time.WatermarkStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A timer that sets itself again without end keeps its job from finishing, and from nothing else. */
class EndlessTimersTest {
    private static final int CHECKPOINTS = 3;
    private static volatile CountDownLatch fired = new CountDownLatch(0);
    private static volatile CountDownLatch completed = new CountDownLatch(0);

    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static final ListAppender<ILoggingEvent> APPENDER = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            LOGGED.add(event.getFormattedMessage());
        }
    };

    @BeforeAll
    static void listen() {
        APPENDER.start();
        ((Logger) LoggerFactory.getLogger("io.weir")).addAppender(APPENDER);
    }

    @AfterAll
    static void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.weir")).detachAppender(APPENDER);
    }

    @BeforeEach
    void forget() {
        LOGGED.clear();
    }

    enum Kind {
        EACH_MINUTE_OF_EVENT_TIME {
            @Override
            void set(TimerService timers, long now) {
                timers.registerEventTimeTimer(now + 60_000);
            }
        },
        AT_THE_BEGINNING_OF_EVENT_TIME {
            @Override
            void set(TimerService timers, long now) {
                timers.registerEventTimeTimer(0);
            }
        },
        LONG_AGO_BY_THE_CLOCK {
            @Override
            void set(TimerService timers, long now) {
                timers.registerProcessingTimeTimer(0);
            }
        },
        BEFORE_ALL_TIME_BY_THE_CLOCK {
            @Override
            void set(TimerService timers, long now) {
                timers.registerProcessingTimeTimer(Long.MIN_VALUE);
            }
        },
        NOW_BY_THE_CLOCK {
            @Override
            void set(TimerService timers, long now) {
                timers.registerProcessingTimeTimer(timers.currentProcessingTime());
            }
        };

        abstract void set(TimerService timers, long now);
    }

    @ParameterizedTest
    @EnumSource
    void checkpointsCompleteAndCancelWorks(Kind kind) throws Exception {
        fired = new CountDownLatch(300_000);
        completed = new CountDownLatch(CHECKPOINTS);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(100);
        env.fromGenerator(number -> number, Long.MAX_VALUE, 1_000)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, old) -> number == 0 ? 0 : Long.MAX_VALUE / 2 + number))
                .keyBy(number -> "k")
                .process(new Beat(kind))
                .name("beat")
                .addSink(new DiscardingSink<>());
        JobClient job = env.executeAsync("beat");

        assertThat(fired.await(60, TimeUnit.SECONDS)).as("timers fire").isTrue();
        completed = new CountDownLatch(CHECKPOINTS);
        assertThat(completed.await(60, TimeUnit.SECONDS))
                .as("checkpoints complete")
                .isTrue();
        if (kind == Kind.AT_THE_BEGINNING_OF_EVENT_TIME) {
            assertThat(LOGGED).anyMatch(line -> line.contains("[API-208] operator 'beat'"));
        }
        job.cancel().get(60, TimeUnit.SECONDS);
        assertThat(job.getJobExecutionResult()).failsWithin(60, TimeUnit.SECONDS);
        assertThat(status(job)).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void whatGoesOnBehindTheEndIsCutAndWarnedOf() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromSequence(0, 0)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((number, old) -> 0))
                .keyBy(number -> "k")
                .process(new Beat(Kind.EACH_MINUTE_OF_EVENT_TIME))
                .name("beat")
                .addSink(new DiscardingSink<>());
        env.execute("beat");
        assertThat(LOGGED).anyMatch(line -> line.contains("[API-250] operator 'beat'"));
    }

    private static JobStatus status(JobClient job) throws Exception {
        return job.getJobStatus().get(60, TimeUnit.SECONDS);
    }

    private static final class Beat extends KeyedProcessFunction<String, Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final Kind kind;

        Beat(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            if (value == 0) {
                kind.set(context.timerService(), 0);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
            fired.countDown();
            kind.set(context.timerService(), timestamp);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            completed.countDown();
        }
    }
}
