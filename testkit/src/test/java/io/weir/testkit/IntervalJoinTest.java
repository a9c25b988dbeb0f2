package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.IntervalJoin.IntervalJoined;
import io.weir.api.OutputTag;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the interval join. */
class IntervalJoinTest {
    private static final OutputTag<Item> LEFT_LATE = new OutputTag<>("left-late");
    private static final OutputTag<Item> RIGHT_LATE = new OutputTag<>("right-late");

    private record Item(String key, String name) implements Serializable {}

    @Test
    void bothBoundsBelongToTheInterval() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-2, 1, joined -> joined)) {
            left(harness, 10);
            for (long right = 7; right <= 12; right++) {
                right(harness, right);
            }
            assertThat(harness.output()).containsExactly("a 10+8", "a 10+9", "a 10+10", "a 10+11");
        }
    }

    @Test
    void anExcludedBoundDoesNotBelongToTheInterval() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness =
                joining(-2, 1, joined -> joined.lowerBoundExclusive().upperBoundExclusive())) {
            left(harness, 10);
            for (long right = 7; right <= 12; right++) {
                right(harness, right);
            }
            assertThat(harness.output()).containsExactly("a 10+9", "a 10+10");
        }
    }

    @Test
    void whicheverSideComesFirstThePairIsFound() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(0, 5, joined -> joined)) {
            right(harness, 12);
            left(harness, 10);
            left(harness, 12);
            left(harness, 13);
            assertThat(harness.output()).containsExactly("a 10+12", "a 12+12");
        }
    }

    @Test
    void aPairHasTheHigherTimestamp() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, 5, joined -> joined)) {
            left(harness, 10);
            right(harness, 12);
            right(harness, 7);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(Emitted.of("a 10+12", 12), Emitted.of("a 10+7", 10));
        }
    }

    @Test
    void keysThatDifferAreNotPaired() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, 5, joined -> joined)) {
            harness.processElement1(new Item("a", "x"), 10);
            harness.processElement2(new Item("b", "y"), 10);
            assertThat(harness.output()).isEmpty();
        }
    }

    @Test
    void aRecordOfTheTimeOfTheWatermarkIsNotLateAndOneBelowIs() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(
                -5, 5, joined -> joined.sideOutputLeftLateData(LEFT_LATE).sideOutputRightLateData(RIGHT_LATE))) {
            harness.processBothWatermarks(10);
            left(harness, 10);
            right(harness, 10);
            left(harness, 9);
            right(harness, 9);
            assertThat(harness.output()).containsExactly("a 10+10");
            assertThat(harness.sideOutput(LEFT_LATE)).hasSize(1);
            assertThat(harness.sideOutput(RIGHT_LATE)).hasSize(1);
        }
    }

    @Test
    void beforeTheFirstWatermarkNothingIsLate() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, 5, joined -> joined)) {
            left(harness, Long.MIN_VALUE + 1);
            right(harness, Long.MIN_VALUE + 1);
            assertThat(harness.output()).hasSize(1);
        }
    }

    @Test
    void aRecordWithoutTimestampIsRefused() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, 5, joined -> joined)) {
            assertThatThrownBy(() -> harness.processElement1(new Item("a", "x")))
                    .hasMessageContaining("[API-183]");
        }
    }

    @Test
    void recordsAreForgottenWhenNothingCanBePairedWithThemAnyMore() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-2, 3, joined -> joined)) {
            left(harness, 10);
            right(harness, 10);
            assertThat(harness.eventTimeTimers("a")).containsExactly(12L, 13L);
            harness.processBothWatermarks(11);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            harness.processBothWatermarks(13);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void anIntervalInThePastOrFutureForgetsAtTheRecordsOwnTime() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, -3, joined -> joined)) {
            left(harness, 10);
            right(harness, 10);
            assertThat(harness.eventTimeTimers("a")).containsExactly(10L, 15L);
        }
        try (TwoInputHarness<Item, Item, String> harness = joining(3, 5, joined -> joined)) {
            left(harness, 10);
            right(harness, 10);
            assertThat(harness.eventTimeTimers("a")).containsExactly(10L, 15L);
        }
    }

    @Test
    void timesNearTheEndOfTimeDoNotWrapAround() throws Exception {
        try (TwoInputHarness<Item, Item, String> harness = joining(-5, 5, joined -> joined)) {
            left(harness, Long.MAX_VALUE - 2);
            right(harness, Long.MAX_VALUE - 1);
            right(harness, Long.MIN_VALUE + 1);
            assertThat(harness.output()).hasSize(1);
            harness.endInput1();
            harness.endInput2();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> joining(5, 4, joined -> joined)).hasMessageStartingWith("[API-184]");
        assertThatThrownBy(
                        () -> OperatorHarness.twoInputs((DataStream<Item> a, DataStream<Item> b) -> a.keyBy(Item::key)
                                .intervalJoin(b.keyBy(Item::key))
                                .inProcessingTime()
                                .between(Time.milliseconds(0), Time.milliseconds(1))
                                .process(new Naming())))
                .hasMessageStartingWith("[API-184]");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("weir.joins.seeds", 500));
    }

    /**
     * Goal: any order of records and watermarks gives the pairs that the definition gives, also over a crash and a change of parallelism.
     * Definition: a pair is found if neither was late when it came, its times are within the bounds, and no watermark that came between them
     * had reached the earlier one's last moment.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePairsAreThoseOfTheDefinition(long seed) throws Exception {
        Random random = new Random(seed);
        long lower = random.nextInt(21) - 10L;
        long upper = lower + random.nextInt(10);
        boolean lowerExclusive = random.nextInt(4) == 0;
        boolean upperExclusive = random.nextInt(4) == 0;
        Model model = new Model(lower + (lowerExclusive ? 1 : 0), upper - (upperExclusive ? 1 : 0));
        try (TwoInputHarness<Item, Item, String> harness = joining(lower, upper, joined -> {
            IntervalJoined<Item, Item, String> with =
                    joined.sideOutputLeftLateData(LEFT_LATE).sideOutputRightLateData(RIGHT_LATE);
            if (lowerExclusive) {
                with = with.lowerBoundExclusive();
            }
            return upperExclusive ? with.upperBoundExclusive() : with;
        })) {
            long time = 0;
            HarnessSnapshot snapshot = null;
            Model atSnapshot = null;
            for (int step = 0; step < 300; step++) {
                time += random.nextInt(2);
                int what = random.nextInt(20);
                if (what == 0) {
                    model.watermark1 = Math.max(model.watermark1, time - random.nextInt(8));
                    model.pass();
                    harness.processWatermark1(model.watermark1);
                } else if (what == 1) {
                    model.watermark2 = Math.max(model.watermark2, time - random.nextInt(8));
                    model.pass();
                    harness.processWatermark2(model.watermark2);
                } else if (what == 2 && random.nextInt(4) == 0) {
                    snapshot = harness.snapshot();
                    atSnapshot = model.copy();
                } else if (what == 3 && snapshot != null && atSnapshot != null && random.nextInt(3) == 0) {
                    harness.restore(snapshot, 1 + random.nextInt(3));
                    model = atSnapshot.copy();
                    model.watermark1 = Long.MIN_VALUE; // watermarks are in no snapshot
                    model.watermark2 = Long.MIN_VALUE;
                    model.watermark = Long.MIN_VALUE;
                    harness.takeOutput();
                    model.pairs.clear();
                } else {
                    Item item = new Item("k" + random.nextInt(3), "#" + step);
                    long timestamp = time - random.nextInt(12);
                    boolean isLeft = random.nextBoolean();
                    model.add(isLeft, item, timestamp);
                    if (isLeft) {
                        harness.processElement1(item, timestamp);
                    } else {
                        harness.processElement2(item, timestamp);
                    }
                }
            }
            assertThat(harness.output())
                    .as("bounds [%d, %d]", model.lower, model.upper)
                    .containsExactlyInAnyOrderElementsOf(model.pairs);
        }
    }

    /** Keeps everything and looks at everything. */
    private static final class Model {
        private record Seen(boolean isLeft, Item item, long timestamp, long forgottenAt) {}

        private final long lower;
        private final long upper;
        private final List<Seen> seen = new ArrayList<>();
        private final List<String> pairs = new ArrayList<>();
        private long watermark1 = Long.MIN_VALUE;
        private long watermark2 = Long.MIN_VALUE;
        private long watermark = Long.MIN_VALUE;

        Model(long lower, long upper) {
            this.lower = lower;
            this.upper = upper;
        }

        Model copy() {
            Model copy = new Model(lower, upper);
            copy.seen.addAll(seen);
            copy.pairs.addAll(pairs);
            copy.watermark1 = watermark1;
            copy.watermark2 = watermark2;
            copy.watermark = watermark;
            return copy;
        }

        /** One of the inputs has a new watermark. */
        void pass() {
            long lesser = Math.min(watermark1, watermark2);
            if (lesser > watermark) {
                watermark = lesser;
                seen.removeIf(each -> each.forgottenAt <= lesser);
            }
        }

        void add(boolean isLeft, Item item, long timestamp) {
            if (timestamp < watermark) {
                return;
            }
            for (Seen other : seen) {
                if (other.isLeft == isLeft || !other.item.key().equals(item.key())) {
                    continue;
                }
                long leftTime = isLeft ? timestamp : other.timestamp;
                long rightTime = isLeft ? other.timestamp : timestamp;
                if (leftTime + lower <= rightTime && rightTime <= leftTime + upper) {
                    pairs.add(item.key() + " " + (isLeft ? item : other.item).name() + leftTime + "+"
                            + (isLeft ? other.item : item).name() + rightTime);
                }
            }
            long last = isLeft ? timestamp + Math.max(0, upper) : timestamp + Math.max(0, -lower);
            seen.add(new Seen(isLeft, item, timestamp, last));
        }
    }

    private static TwoInputHarness<Item, Item, String> joining(
            long lower, long upper, UnaryOperator<IntervalJoined<Item, Item, String>> how) {
        return OperatorHarness.twoInputs((a, b) -> how.apply(a.keyBy(Item::key)
                        .intervalJoin(b.keyBy(Item::key))
                        .inEventTime()
                        .between(Duration.ofMillis(lower), Duration.ofMillis(upper)))
                .process(new Naming()));
    }

    private static void left(TwoInputHarness<Item, Item, String> harness, long timestamp) throws Exception {
        harness.processElement1(new Item("a", ""), timestamp);
    }

    private static void right(TwoInputHarness<Item, Item, String> harness, long timestamp) throws Exception {
        harness.processElement2(new Item("a", ""), timestamp);
    }

    private static final class Naming extends ProcessJoinFunction<Item, Item, String> {
        @Override
        public void processElement(Item left, Item right, Context ctx, Collector<String> out) {
            assertThat(ctx.getTimestamp()).isEqualTo(Math.max(ctx.getLeftTimestamp(), ctx.getRightTimestamp()));
            out.collect(left.key() + " " + left.name() + ctx.getLeftTimestamp() + "+" + right.name()
                    + ctx.getRightTimestamp());
        }
    }
}
