package io.weir.testkit.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.serde.Types;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.Watermark;
import io.weir.testkit.HarnessSnapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of operators in the form in which they are written for Flink. */
class HarnessNamesTest {
    private static final OutputTag<String> ODD = new OutputTag<>("odd", Types.STRING);
    private static final MapStateDescriptor<String, Integer> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.INT);

    @Test
    void recordsAndWatermarksComeOutInOrderAndCanBeTakenAway() throws Exception {
        try (OneInputStreamOperatorTestHarness<Integer, Integer> harness =
                new OneInputStreamOperatorTestHarness<>(new StreamMap<>((Integer n) -> n * 2))) {
            harness.setup();
            harness.open();
            harness.processElement(1, 10);
            harness.processWatermark(new Watermark(10));
            harness.processElement(new StreamRecord<>(2));
            assertThat(harness.getOutput())
                    .containsExactly(new StreamRecord<>(2, 10), new Watermark(10), new StreamRecord<>(4));
            assertThat(harness.extractOutputValues()).containsExactly(2, 4);
            harness.getOutput().clear();
            harness.processElements(new StreamRecord<>(3, 11), new StreamRecord<>(4, 12));
            assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(6, 11), new StreamRecord<>(8, 12));
        }
    }

    @Test
    void filtersAndFlatMapsRun() throws Exception {
        try (OneInputStreamOperatorTestHarness<Integer, Integer> filter =
                        new OneInputStreamOperatorTestHarness<>(new StreamFilter<>((Integer n) -> n > 1));
                OneInputStreamOperatorTestHarness<Integer, Integer> flat = new OneInputStreamOperatorTestHarness<>(
                        new StreamFlatMap<>((Integer n, Collector<Integer> out) -> {
                            out.collect(n);
                            out.collect(-n);
                        }))) {
            filter.processElements(new StreamRecord<>(1), new StreamRecord<>(2));
            flat.processElement(3, 0);
            assertThat(filter.extractOutputValues()).containsExactly(2);
            assertThat(flat.extractOutputValues()).containsExactly(3, -3);
        }
    }

    @Test
    void keyedStateTimersAndSideOutputsOutliveASnapshot() throws Exception {
        HarnessSnapshot snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, String, String> harness = counting()) {
            harness.open();
            harness.processElement("a", 1);
            harness.processElement("b", 2);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            assertThat(harness.numEventTimeTimers()).isEqualTo(2);
            assertThat(harness.getSideOutput(ODD))
                    .containsExactly(new StreamRecord<>("a1", 1), new StreamRecord<>("b1", 2));
            snapshot = harness.snapshot(1, 0);
        }
        try (KeyedOneInputStreamOperatorTestHarness<String, String, String> harness = counting()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement("a", 3);
            harness.processWatermark(101);
            assertThat(harness.extractOutputValues()).containsExactly("a2", "a:2");
        }
    }

    @Test
    void twoKeyedStreamsShareState() throws Exception {
        try (KeyedTwoInputStreamOperatorTestHarness<Integer, Integer, Integer, Integer> harness =
                ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
                        new Together(), n -> n % 10, n -> n % 10, Types.INT)) {
            harness.processElement1(11, 0);
            harness.processElement2(new StreamRecord<>(21, 5));
            harness.processElement2(32, 5);
            harness.processBothWatermarks(new Watermark(9));
            assertThat(harness.getOutput())
                    .containsExactly(
                            new StreamRecord<>(11, 0),
                            new StreamRecord<>(32, 5),
                            new StreamRecord<>(32, 5),
                            new Watermark(9));
        }
    }

    @Test
    void theSecondStreamOfABroadcastFunctionIsItsRules() throws Exception {
        try (TwoInputStreamOperatorTestHarness<String, String, Integer> harness =
                ProcessFunctionTestHarnesses.forBroadcastProcessFunction(new Ruled(), RULES)) {
            harness.processElement2("abc", 0);
            harness.processElement1("abc", 1);
            harness.processElement1("x", 2);
            assertThat(harness.extractOutputValues()).containsExactly(3, -1);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> counting() {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Counting()), text -> text, Types.STRING);
    }

    private static final class Counting extends KeyedProcessFunction<String, String, String> {
        private @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        private ValueState<Integer> count() {
            return Objects.requireNonNull(count);
        }

        @Override
        public void processElement(
                String text, KeyedProcessFunction<String, String, String>.Context context, Collector<String> out)
                throws Exception {
            Integer before = count().value();
            int now = before == null ? 1 : before + 1;
            count().update(now);
            if (now % 2 == 1) {
                context.output(ODD, text + now);
            } else {
                out.collect(text + now);
            }
            context.timerService().registerEventTimeTimer(100 + (text.equals("a") ? 0 : 100));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            out.collect(context.getCurrentKey() + ":" + count().value());
        }
    }

    private static final class Together extends KeyedCoProcessFunction<Integer, Integer, Integer, Integer> {
        private @Nullable ValueState<Integer> sum;

        @Override
        public void open(OpenContext context) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.INT));
        }

        private void add(int value, Collector<Integer> out) throws Exception {
            ValueState<Integer> state = Objects.requireNonNull(sum);
            Integer before = state.value();
            int now = value + (before == null ? 0 : before);
            state.update(now);
            out.collect(now);
        }

        @Override
        public void processElement1(
                Integer value,
                KeyedCoProcessFunction<Integer, Integer, Integer, Integer>.Context context,
                Collector<Integer> out)
                throws Exception {
            add(value, out);
        }

        @Override
        public void processElement2(
                Integer value,
                KeyedCoProcessFunction<Integer, Integer, Integer, Integer>.Context context,
                Collector<Integer> out)
                throws Exception {
            add(value, out);
        }
    }

    private static final class Ruled extends BroadcastProcessFunction<String, String, Integer> {
        @Override
        public void processElement(String value, ReadOnlyContext context, Collector<Integer> out) throws Exception {
            Integer rule = context.getBroadcastState(RULES).get(value);
            out.collect(rule == null ? -1 : rule);
        }

        @Override
        public void processBroadcastElement(
                String value, BroadcastProcessFunction<String, String, Integer>.Context context, Collector<Integer> out)
                throws Exception {
            context.getBroadcastState(RULES).put(value, value.length());
        }
    }
}
