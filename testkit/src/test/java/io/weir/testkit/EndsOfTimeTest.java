package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.WindowedStream;
import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import io.weir.api.window.trigger.Trigger;
import io.weir.api.window.trigger.TriggerResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: at the ends of time no record vanishes uncounted, no window ends before it begins, and all operators of windows agree. Method: records near
 * both ends, in any order, through the operators that keep windows in one row and through the one that goes by definition.
 */
class EndsOfTimeTest {
    private static final long NOW = 1_700_000_000_000L;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void recordsNearTheEndsOfTimeAreInAWindowOrCountedAndOperatorsAgree(long seed) throws Exception {
        Random random = new Random(seed);
        long size = 1L + random.nextInt(40);
        long slide = random.nextBoolean() ? size : 1 + random.nextInt((int) size);
        Duration ofSize = Duration.ofMillis(size);
        WindowAssigner<Object, TimeWindow> assigner = switch (random.nextInt(3)) {
            case 0 -> TumblingEventTimeWindows.of(ofSize, Duration.ofMillis(random.nextInt((int) size)));
            case 1 ->
                SlidingEventTimeWindows.of(
                        ofSize, Duration.ofMillis(slide), Duration.ofMillis(random.nextInt((int) slide)));
            default -> EventTimeSessionWindows.withGap(ofSize);
        };
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            times.add(
                    switch (random.nextInt(3)) {
                        case 0 -> Long.MIN_VALUE + 1 + random.nextInt(60);
                        case 1 -> NOW + random.nextInt(60);
                        default -> Long.MAX_VALUE - random.nextInt(60);
                    });
        }
        long lateness = random.nextInt(3) * 5L;
        long watermark = random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(60) : NOW;
        Result inRows = run(assigner, false, lateness, times, watermark);
        Result byDefinition = run(assigner, true, lateness, times, watermark);
        String what = assigner + " " + times;
        assertThat(inRows.windows).as(what).containsExactlyInAnyOrderElementsOf(byDefinition.windows);
        assertThat(inRows.late).as(what).isEqualTo(byDefinition.late);
        for (long time : times) {
            boolean inOne = inRows.windows.stream().anyMatch(window -> window.contains("<" + time + ">"));
            assertThat(inOne || inRows.late > 0).as("%s of %s", time, what).isTrue();
        }
    }

    @Test
    void aRecordAtTheEndOfTimeIsInTheLastWindow() throws Exception {
        Duration ten = Duration.ofSeconds(10);
        List<Long> times = List.of(NOW, Long.MAX_VALUE);
        assertThat(run(TumblingEventTimeWindows.of(ten), false, 0, times, NOW).windows)
                .hasSize(2);
        assertThat(run(SlidingEventTimeWindows.of(ten, Duration.ofSeconds(1)), false, 0, times, NOW).windows)
                .as("those that would end behind the end of time are one")
                .hasSize(11);
        assertThat(run(EventTimeSessionWindows.withGap(ten), false, 0, times, NOW).windows)
                .hasSize(2);
    }

    private record Result(List<String> windows, long late) {}

    private static Result run(
            WindowAssigner<Object, TimeWindow> assigner,
            boolean byDefinition,
            long lateness,
            List<Long> times,
            long watermark)
            throws Exception {
        try (OneInputHarness<Long, String> harness = OperatorHarness.oneInput((DataStream<Long> records) -> {
            WindowedStream<Long, String, TimeWindow> windows =
                    records.keyBy(record -> "k").window(assigner).allowedLateness(Duration.ofMillis(lateness));
            if (byDefinition) {
                windows = windows.trigger(lateness == 0 ? PurgingTrigger.of(EventTimeTrigger.create()) : new Same());
            }
            return windows.aggregate(new Times(), new Named());
        })) {
            for (int at = 0; at < times.size(); at++) {
                if (at == times.size() / 2) {
                    harness.processWatermark(watermark);
                }
                harness.processElement(times.get(at), times.get(at));
            }
            harness.endInput();
            return new Result(harness.output(), harness.numLateRecordsDropped());
        }
    }

    /** As the trigger of event time, by another name, so that the operator by definition serves it. */
    private static final class Same extends Trigger<Object, TimeWindow> {
        private final EventTimeTrigger same = EventTimeTrigger.create();

        @Override
        public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx) {
            return same.onElement(element, timestamp, window, ctx);
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return same.onProcessingTime(time, window, ctx);
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return same.onEventTime(time, window, ctx);
        }

        @Override
        public boolean canMerge() {
            return true;
        }

        @Override
        public void onMerge(TimeWindow window, OnMergeContext ctx) {
            same.onMerge(window, ctx);
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) {
            same.clear(window, ctx);
        }
    }

    private static final class Times implements MergeableAggregateFunction<Long, String, String> {
        @Override
        public String createAccumulator() {
            return "";
        }

        @Override
        public String add(Long time, String all) {
            return sorted(all + "<" + time + ">");
        }

        @Override
        public String getResult(String all) {
            return all;
        }

        @Override
        public String merge(String a, String b) {
            return sorted(a + b);
        }

        private static String sorted(String times) {
            List<String> each = new ArrayList<>(List.of(times.split("(?<=>)", -1)));
            each.sort(null);
            return String.join("", each);
        }
    }

    private static final class Named implements WindowFunction<String, String, String, TimeWindow> {
        @Override
        public void apply(String key, TimeWindow window, Iterable<String> all, Collector<String> out) {
            assertThat(window.getStart()).isLessThanOrEqualTo(window.getEnd());
            out.collect(
                    window.getStart() + ".." + window.getEnd() + all.iterator().next());
        }
    }
}
