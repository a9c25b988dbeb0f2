package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.WindowedStream;
import io.weir.api.function.WindowFunction;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.ProcessingTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.trigger.ContinuousEventTimeTrigger;
import io.weir.api.window.trigger.ContinuousProcessingTimeTrigger;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.DeltaTrigger;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.ProcessingTimeTrigger;
import io.weir.api.window.trigger.ProcessingTimeoutTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no trigger goes on for ever, and none leaves anything behind. Method: random triggers on random windows, with a clock that is before,
 * within or long after the times of the records; each window fires at most once for a record, for a multiple of the interval on each clock, and
 * for its end; and when the input has ended nothing is left.
 */
class TriggerFiringsTest {
    private static final long A_DAY = 86_400_000;
    private static final long SIZE = 1_000;
    private static final long SLIDE = 400;

    private final Map<String, Integer> firings = new HashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWindowFiresNoMoreOftenThanItsClocksAndRecordsSayAndLeavesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        WindowAssigner<Object, ? extends Window> assigner = assigner(random);
        boolean merges =
                assigner instanceof EventTimeSessionWindows || assigner instanceof ProcessingTimeSessionWindows;
        long interval = 50L + random.nextInt(300);
        Trigger<Object, Window> trigger = trigger(random, interval, assigner instanceof GlobalWindows, merges);
        String what = assigner + ", " + trigger;
        long events = random.nextBoolean() ? A_DAY : 1;
        long clock = new long[] {0, A_DAY, 1_000 * A_DAY}[random.nextInt(3)];
        try (OneInputHarness<Integer, String> harness =
                OperatorHarness.oneInput((DataStream<Integer> records) -> windows(records, assigner, trigger))) {
            harness.setProcessingTime(clock);
            long event = events;
            long started = clock;
            int records = 0;
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> harness.setProcessingTime(clock += random.nextInt(600));
                    case 1 -> harness.processWatermark(event - random.nextInt(800));
                    case 2 -> harness.restore(harness.snapshot(), 1 + random.nextInt(3));
                    default -> {
                        event += random.nextInt(300);
                        harness.processElement(random.nextInt(100), event - random.nextInt(500));
                        records++;
                    }
                }
                count(harness.takeOutput());
            }
            harness.endInput();
            count(harness.takeOutput());

            long most = 2L * records + (event - events + 500 + SIZE) / interval + (clock - started) / interval + 5;
            assertThat(firings.values()).as(what).allMatch(times -> times <= most);
            if (!(assigner instanceof GlobalWindows)) {
                assertThat(harness.numKeyedStateEntries()).as(what).isZero();
            }
            assertThat(harness.numEventTimeTimers()).as(what).isZero();
            assertThat(harness.numProcessingTimeTimers()).as(what).isZero();
        }
    }

    private void count(List<String> output) {
        output.forEach(window -> firings.merge(window, 1, Integer::sum));
    }

    @SuppressWarnings("unchecked") // triggers and assigners are drawn to fit
    private static DataStream<String> windows(
            DataStream<Integer> records,
            WindowAssigner<Object, ? extends Window> assigner,
            Trigger<Object, Window> trigger) {
        WindowedStream<Integer, Integer, Window> windows =
                records.keyBy(record -> record % 3).window((WindowAssigner<Object, Window>) assigner);
        return windows.trigger(trigger).allowedLateness(Duration.ofMillis(100)).apply(new Names());
    }

    private static WindowAssigner<Object, ? extends Window> assigner(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> TumblingEventTimeWindows.of(Duration.ofMillis(SIZE));
            case 1 -> SlidingEventTimeWindows.of(Duration.ofMillis(SIZE), Duration.ofMillis(SLIDE));
            case 2 -> EventTimeSessionWindows.withGap(Duration.ofMillis(SLIDE));
            case 3 -> TumblingProcessingTimeWindows.of(Duration.ofMillis(SIZE));
            case 4 -> SlidingProcessingTimeWindows.of(Duration.ofMillis(SIZE), Duration.ofMillis(SLIDE));
            case 5 -> ProcessingTimeSessionWindows.withGap(Duration.ofMillis(SLIDE));
            default -> GlobalWindows.create();
        };
    }

    /** @param global whether the window has no end, which triggers of an end do not take */
    @SuppressWarnings("unchecked") // as above
    private static Trigger<Object, Window> trigger(Random random, long interval, boolean global, boolean merges) {
        List<Trigger<?, ?>> all = new ArrayList<>(List.of(
                ContinuousEventTimeTrigger.of(Duration.ofMillis(interval)),
                ContinuousProcessingTimeTrigger.of(Duration.ofMillis(interval)),
                CountTrigger.of(2)));
        if (!global) {
            all.add(EventTimeTrigger.create());
            all.add(ProcessingTimeTrigger.create());
        }
        Trigger<Object, Window> one = (Trigger<Object, Window>) all.get(random.nextInt(all.size()));
        if (!merges && random.nextInt(4) == 0) {
            one = DeltaTrigger.of(20, (a, b) -> Math.abs((Integer) a - (Integer) b));
        }
        if (!merges && random.nextInt(3) == 0) {
            one = ProcessingTimeoutTrigger.of(
                    one, Duration.ofMillis(interval), random.nextBoolean(), random.nextBoolean());
        }
        return random.nextInt(3) == 0 ? PurgingTrigger.of(one) : one;
    }

    private static final class Names implements WindowFunction<Integer, String, Integer, Window> {
        @Override
        public void apply(Integer key, Window window, Iterable<Integer> records, Collector<String> out) {
            out.collect(key + " " + (window instanceof TimeWindow time ? "from " + time.getStart() : "all"));
        }
    }
}
