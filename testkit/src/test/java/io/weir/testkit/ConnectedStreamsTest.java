package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.InvalidJobException;
import io.weir.api.OutputTag;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.CoFlatMapFunction;
import io.weir.api.function.CoMapFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.RichCoMapFunction;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple1;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules of operators with two inputs. */
@SuppressWarnings("SameNameButDifferent") // each function has its own Context
class ConnectedStreamsTest {
    private static final OutputTag<String> SIDE = new OutputTag<>("side");
    private static final MapStateDescriptor<Tuple1<String>, Integer> BY_TUPLE = new MapStateDescriptor<>("by tuple");
    private static final MapStateDescriptor<String, Integer> RULES = new MapStateDescriptor<>("rules");

    private static final MapStateDescriptor<Void, Integer> CURRENT =
            new MapStateDescriptor<>("current", Void.class, Integer.class);

    private record Event(String key, int value) implements Serializable {}

    // ------------------------------------------------------------------------------------------------ co-functions

    @Test
    void eachSideHasItsOwnMapMethodAndKeepsItsTimestamps() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness =
                OperatorHarness.twoInputs((a, b) -> a.connect(b).map(new Naming()))) {
            harness.processElement1(1, 10);
            harness.processElement2("b", 20);
            harness.processElement2("c");
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(
                            Emitted.of("number 1", 10),
                            Emitted.of("string b", 20),
                            Emitted.of("string c", Long.MIN_VALUE));
        }
    }

    @Test
    void eachSideHasItsOwnFlatMapMethod() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness =
                OperatorHarness.twoInputs((a, b) -> a.connect(b).flatMap(new Splitting()))) {
            harness.processElement1(2, 10);
            harness.processElement2("x y z", 20);
            assertThat(harness.output()).containsExactly("2", "2", "x", "y", "z");
        }
    }

    @Test
    void stateOfAKeyIsSharedByBothSides() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b).keyBy(Event::key, Event::key).map(new Summing()))) {
            harness.processElement1(new Event("a", 1));
            harness.processElement2(new Event("a", 10));
            harness.processElement2(new Event("b", 20));
            harness.processElement1(new Event("b", 2));
            assertThat(harness.output()).containsExactly("a=1", "a=11", "b=20", "b=22");
        }
    }

    @Test
    void sharedStateSurvivesACrashAndAChangeOfParallelism() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b).keyBy(Event::key, Event::key).map(new Summing()))) {
            for (int key = 0; key < 20; key++) {
                harness.processElement1(new Event("k" + key, key));
            }
            HarnessSnapshot snapshot = harness.snapshot();
            harness.processElement1(new Event("k3", 1_000));
            harness.takeOutput();
            harness.restore(snapshot, 3);
            for (int key = 0; key < 20; key++) {
                harness.processElement2(new Event("k" + key, 100));
            }
            assertThat(harness.output()).hasSize(20).contains("k3=103", "k19=119");
        }
    }

    @Test
    void aCoProcessFunctionWithoutKeysHasNoTimers() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness =
                OperatorHarness.twoInputs((a, b) -> a.connect(b).process(new Unkeyed()))) {
            harness.processElement1(7, 70);
            assertThat(harness.output()).containsExactly("7@70");
            assertThat(harness.sideOutput(SIDE)).containsExactly("seven");
            assertThatThrownBy(() -> harness.processElement2("x", 1)).hasMessageContaining("[API-111]");
        }
    }

    @Test
    void aKeyedCoProcessFunctionSeesKeyTimestampAndTimers() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b).keyBy(Event::key, Event::key).process(new Timing()))) {
            harness.processElement1(new Event("a", 50), 10);
            harness.processElement2(new Event("b", 40), 20);
            harness.processBothWatermarks(60);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(
                            Emitted.of("1 a@10", 10),
                            Emitted.of("2 b@20", 20),
                            Emitted.of("EVENT_TIME b", 40),
                            Emitted.of("EVENT_TIME a", 50));
        }
    }

    @Test
    void aTimerOfProcessingTimeEmitsWithoutTimestamp() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b).keyBy(Event::key, Event::key).process(new Timing()))) {
            harness.processElement2(new Event("b", -5), 20);
            harness.takeOutput();
            harness.setProcessingTime(5);
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of("PROCESSING_TIME b", Long.MIN_VALUE));
        }
    }

    @Test
    void aKeyedCoProcessFunctionNeedsKeysOnBothSides() {
        assertThatThrownBy(() ->
                        OperatorHarness.twoInputs((io.weir.api.DataStream<Event> a, io.weir.api.DataStream<Event> b) ->
                                a.keyBy(Event::key).connect(b).process(new Timing())))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("[API-111]")
                .hasMessageContaining("both streams");
    }

    // ------------------------------------------------------------------------------------------------ time of two
    // inputs

    @Test
    void eventTimeIsThatOfTheSlowerInput() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness = naming()) {
            harness.processWatermark1(10);
            assertThat(harness.outputWatermarks()).isEmpty();
            harness.processWatermark2(7);
            harness.processWatermark2(20);
            assertThat(harness.outputWatermarks()).containsExactly(7L, 10L);
        }
    }

    @Test
    void anIdleInputHoldsUpNobody() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness = naming()) {
            harness.processWatermark1(10);
            harness.markIdle2();
            assertThat(harness.outputWatermarks()).containsExactly(10L);
            assertThat(harness.isOutputIdle()).isFalse();
        }
    }

    @Test
    void theOperatorIsIdleWhenBothInputsAreAndActiveWhenOneIs() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness = naming()) {
            harness.markIdle1();
            assertThat(harness.isOutputIdle()).isFalse();
            harness.markIdle2();
            assertThat(harness.isOutputIdle()).isTrue();
            harness.markActive1();
            assertThat(harness.isOutputIdle()).isFalse();
        }
    }

    @Test
    void whenBothInputsAreIdleTheHighestWatermarkGoesOnWhicheverWasIdleFirst() throws Exception {
        for (boolean fasterFirst : new boolean[] {true, false}) {
            try (TwoInputHarness<Integer, String, String> harness = naming()) {
                harness.processWatermark1(1_000);
                harness.processWatermark2(5_000);
                if (fasterFirst) {
                    harness.markIdle2();
                    harness.markIdle1();
                } else {
                    harness.markIdle1();
                    harness.markIdle2();
                }
                assertThat(harness.outputWatermarks()).containsExactly(1_000L, 5_000L);
                assertThat(harness.isOutputIdle()).isTrue();
            }
        }
    }

    @Test
    void anInputThatBecomesActiveBehindTheWatermarkDoesNotTurnItBack() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness = naming()) {
            harness.processWatermark1(10);
            harness.markIdle2();
            harness.markActive2();
            harness.processWatermark2(5);
            harness.processWatermark1(20);
            assertThat(harness.outputWatermarks()).containsExactly(10L);
            harness.processWatermark2(15);
            assertThat(harness.outputWatermarks()).containsExactly(10L, 15L);
        }
    }

    @Test
    void theEndOfOneInputDoesNotEndEventTime() throws Exception {
        try (TwoInputHarness<Integer, String, String> harness = naming()) {
            harness.endInput1();
            harness.processWatermark2(5);
            assertThat(harness.outputWatermarks()).containsExactly(5L);
            harness.endInput2();
            assertThat(harness.outputWatermarks()).containsExactly(5L, Long.MAX_VALUE);
        }
    }

    // ------------------------------------------------------------------------------------------------ broadcast

    @Test
    void theBroadcastSideWritesAndTheOtherSideReads() throws Exception {
        try (TwoInputHarness<String, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b.broadcast(RULES)).process(new Rules()))) {
            harness.processElement1("x", 1);
            harness.processElement2(new Event("x", 5), 2);
            harness.processElement1("x", 3);
            assertThat(harness.outputWithTimestamps())
                    .containsExactly(Emitted.of("x has none", 1), Emitted.of("rule x=5", 2), Emitted.of("x has 5", 3));
        }
    }

    @Test
    void nullIsAKeyOfBroadcastState() throws Exception {
        try (TwoInputHarness<String, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b.broadcast(CURRENT)).process(new OneForAll()))) {
            harness.processElement1("x");
            harness.processElement2(new Event("limit", 7));
            harness.restore(harness.snapshot());
            harness.processElement1("y");
            assertThat(harness.output()).containsExactly("x: null", "y: 7");
        }
    }

    @Test
    void aKeyObjectOfBroadcastStateMayBeFilledAgain() throws Exception {
        try (TwoInputHarness<String, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b.broadcast(BY_TUPLE)).process(new FillsItsKey()))) {
            harness.processElement2(new Event("x", 5));
            harness.processElement2(new Event("y", 6));
            harness.processElement1("x");
            harness.processElement1("y");
            assertThat(harness.output()).containsExactly("x: 5", "y: 6");
        }
    }

    @Test
    void everySubtaskHasItsCopyOfBroadcastStateAlsoAfterAChangeOfParallelism() throws Exception {
        try (TwoInputHarness<String, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b.broadcast(RULES)).process(new Rules()).setParallelism(2))) {
            harness.processElement2(new Event("x", 5));
            assertThat(harness.takeOutput()).containsExactly("rule x=5", "rule x=5");
            harness.restore(harness.snapshot(), 3);
            for (int record = 0; record < 3; record++) {
                harness.processElement1("x");
            }
            assertThat(harness.output()).containsExactly("x has 5", "x has 5", "x has 5");
        }
    }

    @Test
    void aStateThatBroadcastWasNotToldOfIsRefused() throws Exception {
        MapStateDescriptor<String, Integer> other = new MapStateDescriptor<>("others");
        try (TwoInputHarness<String, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.connect(b.broadcast(other)).process(new Rules()))) {
            assertThatThrownBy(() -> harness.processElement1("x"))
                    .hasMessageContaining("[API-182]")
                    .hasMessageContaining("others");
        }
    }

    @Test
    void theBroadcastSideCanChangeTheStateOfAllKeys() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs((a, b) -> a.keyBy(Event::key)
                .connect(b.broadcast(RULES))
                .process(new Counting())
                .setParallelism(2))) {
            Map<String, Integer> expected = new TreeMap<>();
            for (int record = 0; record < 30; record++) {
                String key = "k" + record % 7;
                harness.processElement1(new Event(key, 1));
                expected.merge(key, 1, Integer::sum);
            }
            harness.takeOutput();
            harness.processElement2(new Event("all", 100));
            List<String> seen = harness.takeOutput();
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                            .map(each -> each.getKey() + " had " + each.getValue())
                            .toList());
            harness.processElement1(new Event("k0", 1));
            assertThat(harness.output()).containsExactly("k0 is " + (expected.getOrDefault("k0", 0) + 101));
        }
    }

    @Test
    void theKeyedSideOfABroadcastHasTimers() throws Exception {
        try (TwoInputHarness<Event, Event, String> harness = OperatorHarness.twoInputs(
                (a, b) -> a.keyBy(Event::key).connect(b.broadcast(RULES)).process(new Counting()))) {
            harness.processElement1(new Event("k", 1), 10);
            harness.takeOutput();
            harness.processBothWatermarks(20);
            assertThat(harness.outputWithTimestamps()).containsExactly(Emitted.of("timer of k", 15));
        }
    }

    @Test
    void aKeyedBroadcastFunctionNeedsAKeyedStreamAndAPlainOneNone() {
        assertThatThrownBy(() ->
                        OperatorHarness.twoInputs((io.weir.api.DataStream<Event> a, io.weir.api.DataStream<Event> b) ->
                                a.connect(b.broadcast(RULES)).process(new Counting())))
                .hasMessageContaining("[API-111]");
        assertThatThrownBy(() -> OperatorHarness.twoInputs(
                        (io.weir.api.DataStream<String> a, io.weir.api.DataStream<Event> b) -> a.keyBy(each -> each)
                                .connect(b.broadcast(RULES))
                                .process(new Rules())))
                .hasMessageContaining("[API-111]");
    }

    private static TwoInputHarness<Integer, String, String> naming() {
        return OperatorHarness.twoInputs((a, b) -> a.connect(b).map(new Naming()));
    }

    // ------------------------------------------------------------------------------------------------ functions

    private static final class Naming implements CoMapFunction<Integer, String, String> {
        @Override
        public String map1(Integer value) {
            return "number " + value;
        }

        @Override
        public String map2(String value) {
            return "string " + value;
        }
    }

    private static final class Splitting implements CoFlatMapFunction<Integer, String, String> {
        @Override
        public void flatMap1(Integer value, Collector<String> out) {
            for (int copy = 0; copy < value; copy++) {
                out.collect(String.valueOf(value));
            }
        }

        @Override
        public void flatMap2(String value, Collector<String> out) {
            for (String word : List.of(value.split(" ", -1))) {
                out.collect(word);
            }
        }
    }

    private static final class Summing extends RichCoMapFunction<Event, Event, String> {
        @Override
        public String map1(Event value) throws Exception {
            ValueState<Integer> sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Integer.class));
            Integer old = sum.value();
            sum.update((old == null ? 0 : old) + value.value());
            return value.key() + "=" + sum.value();
        }

        @Override
        public String map2(Event value) throws Exception {
            return map1(value);
        }
    }

    private static final class Unkeyed extends CoProcessFunction<Integer, String, String> {
        @Override
        public void processElement1(Integer value, Context ctx, Collector<String> out) {
            out.collect(value + "@" + ctx.timestamp());
            ctx.output(SIDE, "seven");
        }

        @Override
        public void processElement2(String value, Context ctx, Collector<String> out) {
            ctx.timerService().registerEventTimeTimer(1);
        }
    }

    private static final class Timing extends KeyedCoProcessFunction<String, Event, Event, String> {
        @Override
        public void processElement1(Event value, Context ctx, Collector<String> out) {
            out.collect("1 " + ctx.getCurrentKey() + "@" + ctx.timestamp());
            ctx.timerService().registerEventTimeTimer(value.value());
        }

        @Override
        public void processElement2(Event value, Context ctx, Collector<String> out) {
            out.collect("2 " + ctx.getCurrentKey() + "@" + ctx.timestamp());
            if (value.value() < 0) {
                ctx.timerService().registerProcessingTimeTimer(-value.value());
            } else {
                ctx.timerService().registerEventTimeTimer(value.value());
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(ctx.timeDomain() + " " + ctx.getCurrentKey());
        }
    }

    private static final class Rules extends BroadcastProcessFunction<String, Event, String> {
        @Override
        public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
            Integer rule = ctx.getBroadcastState(RULES).get(value);
            out.collect(value + " has " + (rule == null ? "none" : rule));
        }

        @Override
        public void processBroadcastElement(Event value, Context ctx, Collector<String> out) throws Exception {
            ctx.getBroadcastState(RULES).put(value.key(), value.value());
            out.collect("rule " + value.key() + "=" + value.value());
        }
    }

    private static final class OneForAll extends BroadcastProcessFunction<String, Event, String> {
        @Override
        public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
            out.collect(value + ": " + ctx.getBroadcastState(CURRENT).get(null));
        }

        @Override
        public void processBroadcastElement(Event value, Context ctx, Collector<String> out) throws Exception {
            ctx.getBroadcastState(CURRENT).put(null, value.value());
        }
    }

    private static final class FillsItsKey extends BroadcastProcessFunction<String, Event, String> {
        private final Tuple1<String> key = new Tuple1<>("");

        @Override
        public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
            out.collect(value + ": " + ctx.getBroadcastState(BY_TUPLE).get(new Tuple1<>(value)));
        }

        @Override
        public void processBroadcastElement(Event value, Context ctx, Collector<String> out) throws Exception {
            key.f0 = value.key();
            ctx.getBroadcastState(BY_TUPLE).put(key, value.value());
        }
    }

    private static final class Counting extends KeyedBroadcastProcessFunction<String, Event, Event, String> {
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Integer.class);

        @Override
        public void processElement(Event value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
            ValueState<Integer> count = getRuntimeContext().getState(COUNT);
            Integer old = count.value();
            count.update((old == null ? 0 : old) + value.value());
            out.collect(ctx.getCurrentKey() + " is " + count.value());
            Long timestamp = ctx.timestamp();
            if (timestamp != null) {
                ctx.timerService().registerEventTimeTimer(timestamp + 5);
            }
        }

        @Override
        public void processBroadcastElement(Event value, Context ctx, Collector<String> out) throws Exception {
            ctx.applyToKeyedState(COUNT, (key, count) -> {
                out.collect(key + " had " + count.value());
                count.update(Objects.requireNonNull(count.value()) + value.value());
            });
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect("timer of " + ctx.getCurrentKey());
        }
    }
}
