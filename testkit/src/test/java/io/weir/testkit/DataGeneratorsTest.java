package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.DataStream;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.RichMapFunction;
import io.weir.api.function.SourceFunction.SourceContext;
import io.weir.api.function.datagen.DataGenerator;
import io.weir.api.function.datagen.DataGeneratorSource;
import io.weir.api.function.datagen.RandomGenerator;
import io.weir.api.function.datagen.SequenceGenerator;
import io.weir.api.time.Watermark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generators with Flink's older names. The source is asked, in the place of a map function, for as many rows as the record says. */
@Timeout(60)
class DataGeneratorsTest {
    private static final int ALL = Integer.MAX_VALUE;
    private static final long QUICKLY = Long.MAX_VALUE;

    @Test
    void aSequenceComesInOrderAndInEachForm() throws Exception {
        assertThat(allOf(SequenceGenerator.longGenerator(3, 6))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(allOf(SequenceGenerator.intGenerator(-1, 1))).containsExactly(-1, 0, 1);
        assertThat(allOf(SequenceGenerator.shortGenerator((short) 1, (short) 2)))
                .containsExactly((short) 1, (short) 2);
        assertThat(allOf(SequenceGenerator.byteGenerator((byte) 1, (byte) 2))).containsExactly((byte) 1, (byte) 2);
        assertThat(allOf(SequenceGenerator.floatGenerator((short) 1, (short) 2)))
                .containsExactly(1f, 2f);
        assertThat(allOf(SequenceGenerator.doubleGenerator(1, 2))).containsExactly(1.0, 2.0);
        assertThat(allOf(SequenceGenerator.stringGenerator(9, 10))).containsExactly("9", "10");
        assertThat(allOf(SequenceGenerator.bigDecimalGenerator(1, 2, 3, 2)))
                .containsExactly(new BigDecimal("1.00"), new BigDecimal("2.00"));
    }

    @Test
    void aSequenceIsDividedAmongTheSubtasksAndGoesOnWhereItWas() throws Exception {
        try (OneInputHarness<Integer, List<Long>> harness =
                harness(new DataGeneratorSource<>(SequenceGenerator.longGenerator(1, 10)), 2)) {
            harness.processElements(2, 2); // one record for each subtask
            HarnessSnapshot snapshot = harness.snapshot();
            assertThat(harness.output()).containsExactlyInAnyOrder(List.of(1L, 3L), List.of(2L, 4L));
            harness.restore(snapshot);
            harness.processElements(1, 1);
            harness.restore(snapshot);
            harness.processElements(ALL, ALL);
            assertThat(lastTwo(harness)).containsExactlyInAnyOrder(List.of(5L, 7L, 9L), List.of(6L, 8L, 10L));
        }
    }

    @Test
    void aSequenceOfAnyLengthNeedsNoMemory() throws Exception {
        try (OneInputHarness<Integer, List<Long>> harness =
                harness(new DataGeneratorSource<>(SequenceGenerator.longGenerator(1, Long.MAX_VALUE)), 1)) {
            harness.processElement(3);
            assertThat(harness.output()).containsExactly(List.of(1L, 2L, 3L));
        }
    }

    @Test
    void theNumberOfRowsIsSharedAndAFailureAddsNone() throws Exception {
        try (OneInputHarness<Integer, List<Integer>> harness =
                harness(new DataGeneratorSource<>(RandomGenerator.intGenerator(1, 1_000_000), QUICKLY, 7L), 2)) {
            harness.processElements(1, 1);
            HarnessSnapshot snapshot = harness.snapshot();
            harness.restore(snapshot);
            harness.processElements(ALL, ALL);
            List<List<Integer>> lost = lastTwo(harness);
            assertThat(lost).extracting(List::size).containsExactlyInAnyOrder(3, 2);
            harness.restore(snapshot);
            harness.processElements(ALL, ALL);
            assertThat(lastTwo(harness)).as("the same values again").isEqualTo(lost);
        }
    }

    @Test
    void randomValuesFollowFromTheirSeedAndSubtasksHaveTheirOwn() throws Exception {
        List<Long> seed0 = take(20, RandomGenerator.longGenerator(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(take(20, RandomGenerator.longGenerator(Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEqualTo(seed0);
        assertThat(take(
                        20,
                        RandomGenerator.longGenerator(Long.MIN_VALUE, Long.MAX_VALUE)
                                .withSeed(1)))
                .doesNotContainAnyElementsOf(seed0);
        try (OneInputHarness<Integer, List<Long>> harness =
                harness(new DataGeneratorSource<>(RandomGenerator.longGenerator(0, Long.MAX_VALUE)), 2)) {
            harness.processElements(20, 20);
            assertThat(harness.output().get(0))
                    .doesNotContainAnyElementsOf(harness.output().get(1));
        }
    }

    @Test
    void randomValuesAreWithinTheirBoundsWhichAreReached() throws Exception {
        assertThat(new HashSet<>(take(200, RandomGenerator.intGenerator(-1, 1))))
                .containsExactlyInAnyOrder(-1, 0, 1);
        assertThat(new HashSet<>(take(99, RandomGenerator.longGenerator(Long.MAX_VALUE - 1, Long.MAX_VALUE))))
                .containsExactlyInAnyOrder(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThat(new HashSet<>(take(99, RandomGenerator.shortGenerator((short) 5, (short) 5))))
                .containsExactly((short) 5);
        assertThat(new HashSet<>(take(99, RandomGenerator.byteGenerator((byte) 1, (byte) 2))))
                .containsExactlyInAnyOrder((byte) 1, (byte) 2);
        assertThat(new HashSet<>(take(99, RandomGenerator.booleanGenerator()))).containsExactlyInAnyOrder(true, false);
        assertThat(take(99, RandomGenerator.doubleGenerator(1, 2))).allMatch(value -> value >= 1 && value < 2);
        assertThat(take(99, RandomGenerator.floatGenerator(1, 2))).allMatch(value -> value >= 1 && value <= 2);
    }

    @Test
    void textsAreHexadecimalAndOfAnyLengthIfToldSo() throws Exception {
        assertThat(take(99, RandomGenerator.stringGenerator(8))).allMatch(text -> text.matches("[0-9a-f]{8}"));
        assertThat(take(99, RandomGenerator.stringGenerator(3).withVarLen(true)).stream()
                        .map(String::length)
                        .distinct())
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void someValuesAreNullIfToldSo() throws Exception {
        List<Integer> values = take(99, RandomGenerator.intGenerator(1, 9).withNullRate(0.5f));
        assertThat(values).containsNull().anyMatch(value -> value != null);
        assertThat(take(9, RandomGenerator.intGenerator(1, 9).withNullRate(1))).containsOnlyNulls();
    }

    @Test
    void arraysAndMapsAreMadeOfOtherGenerators() throws Exception {
        List<Long[]> arrays = take(2, RandomGenerator.arrayGenerator(SequenceGenerator.longGenerator(1, 9), 2));
        assertThat(arrays).containsExactly(new Long[] {1L, 2L}, new Long[] {3L, 4L});
        List<Map<Integer, Boolean>> maps = take(
                2,
                RandomGenerator.mapGenerator(
                        SequenceGenerator.intGenerator(1, 9), RandomGenerator.booleanGenerator(), 2));
        assertThat(maps).extracting(Map::keySet).containsExactly(java.util.Set.of(1, 2), java.util.Set.of(3, 4));
    }

    /** As Flink's playgrounds have it. */
    @Test
    void aGeneratorOfOnesOwnTakesItsValuesFromTheFieldsOfItsParent() throws Exception {
        List<String> orders = take(2, new Orders());
        assertThat(orders).allMatch(order -> order.matches("[1-9] [0-9a-f]{4}"));
        assertThat(take(2, new Orders())).isEqualTo(orders);
        assertThat(take(2, new Evens())).containsExactly(2L, 4L);
    }

    private static final class Orders extends RandomGenerator<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String next() {
            return random.nextInt(1, 9) + " " + random.nextHexString(4);
        }
    }

    private static final class Evens extends SequenceGenerator<Long> {
        private static final long serialVersionUID = 1;

        Evens() {
            super(1, 9);
        }

        @Override
        public Long next() {
            Long next = valuesToEmit.poll();
            return next == null ? 0 : 2 * next;
        }
    }

    @Test
    void whatWouldMakeNothingIsRefused() {
        DataGenerator<Long> numbers = SequenceGenerator.longGenerator(1, 9);
        assertThatThrownBy(() -> SequenceGenerator.intGenerator(2, 1)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> SequenceGenerator.longGenerator(Long.MIN_VALUE, Long.MAX_VALUE))
                .hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> RandomGenerator.doubleGenerator(2, 1)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> RandomGenerator.booleanGenerator().withNullRate(2))
                .hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> new DataGeneratorSource<>(numbers, 0, null)).hasMessageStartingWith("[API-124]");
        assertThatThrownBy(() -> new DataGeneratorSource<>(numbers, 1, -1L)).hasMessageStartingWith("[API-124]");
    }

    // ------------------------------------------------------------------------------------------------ asking

    private static <T> List<T> allOf(DataGenerator<T> generator) throws Exception {
        return take(ALL, generator);
    }

    private static <T> List<T> take(int rows, DataGenerator<T> generator) throws Exception {
        try (OneInputHarness<Integer, List<T>> harness = harness(new DataGeneratorSource<>(generator), 1)) {
            harness.processElement(rows);
            return harness.output().get(0);
        }
    }

    private static <T> List<List<T>> lastTwo(OneInputHarness<Integer, List<T>> harness) {
        List<List<T>> output = harness.output();
        return output.subList(output.size() - 2, output.size());
    }

    private static <T> OneInputHarness<Integer, List<T>> harness(DataGeneratorSource<T> source, int parallelism) {
        return OperatorHarness.oneInput((DataStream<Integer> rows) ->
                rows.rebalance().map(new Asking<>(source)).uid("asking").setParallelism(parallelism));
    }

    private static final class Asking<T> extends RichMapFunction<Integer, List<T>> implements CheckpointedFunction {
        private static final long serialVersionUID = 1;
        private final DataGeneratorSource<T> source;

        Asking(DataGeneratorSource<T> source) {
            this.source = source;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            source.setRuntimeContext(getRuntimeContext());
            source.initializeState(context);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            source.snapshotState(context);
        }

        @Override
        public List<T> map(Integer rows) throws Exception {
            Rows<T> emitted = new Rows<>(rows, source);
            source.run(emitted);
            return emitted.all;
        }
    }

    /** Cancels the source when it has emitted enough. */
    private record Rows<T>(int enough, DataGeneratorSource<T> source, List<T> all) implements SourceContext<T> {
        Rows(int enough, DataGeneratorSource<T> source) {
            this(enough, source, new ArrayList<>());
        }

        @Override
        public void collect(T element) {
            all.add(element);
            if (all.size() == enough) {
                source.cancel();
            }
        }

        @Override
        public void collectWithTimestamp(T element, long timestamp) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emitWatermark(Watermark mark) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markAsTemporarilyIdle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getCheckpointLock() {
            return this;
        }

        @Override
        public void close() {}
    }
}
