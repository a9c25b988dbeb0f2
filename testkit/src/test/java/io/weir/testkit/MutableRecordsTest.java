package io.weir.testkit;

import static io.weir.testkit.TestSource.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.KeyedStream;
import io.weir.api.OutputTag;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.Codec;
import io.weir.api.serde.ValueCopier;
import io.weir.api.serde.ValueReader;
import io.weir.api.serde.ValueWriter;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.trigger.ContinuousEventTimeTrigger;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that can change, changed wherever a function may: nobody else sees it. */
@SuppressWarnings("SameNameButDifferent") // each function's own Context
class MutableRecordsTest {
    private static final OutputTag<Item> SIDE = new OutputTag<>("side") {};

    /** A plain object, as Flink's users write them. */
    public static final class Item implements Serializable {
        private static final long serialVersionUID = 1L;

        public String name = "";
        public int n;

        public Item() {}

        Item(String name, int n) {
            this.name = name;
            this.n = n;
        }

        static Item plusTen(Item item) {
            item.n += 10;
            return item;
        }

        static Item add(Item a, Item b) {
            a.n += b.n;
            return a;
        }

        @Override
        public String toString() {
            return name + n;
        }
    }

    private final TestSink<String> sink = new TestSink<>();

    private static StreamExecutionEnvironment env(boolean objectReuse) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        return env;
    }

    private static DataStream<Item> items(StreamExecutionEnvironment env, Object... items) {
        return env.fromSource(TestSource.<Item>of(items), "items");
    }

    private static DataStream<Item> ones(StreamExecutionEnvironment env) {
        return items(
                env,
                at(0, new Item("a", 1)),
                at(1000, new Item("a", 1)),
                at(2000, new Item("a", 1)),
                TestSource.watermark(Long.MAX_VALUE));
    }

    private List<String> run(DataStream<?> stream) {
        stream.map(String::valueOf).sinkTo(sink);
        try (JobTest job = JobTest.start(stream.getExecutionEnvironment())) {
            job.runToEnd();
        }
        return sink.committed();
    }

    // ------------------------------------------------------------------------------------------- one record, several
    // readers

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordThatOneReaderChangesStaysAsItWasForTheOther(boolean objectReuse) {
        DataStream<Item> read = items(env(objectReuse), new Item("a", 1)).map(item -> item);
        DataStream<String> changed = read.map(Item::plusTen).map(Item::toString);
        DataStream<String> plain = read.map(item -> "plain " + item);
        DataStream<String> far = read.rebalance().map(item -> "far " + item);

        assertThat(run(changed.union(plain, far))).containsExactlyInAnyOrder("a11", "plain a1", "far a1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamThatIsUnitedWithItselfGivesTwoRecords(boolean objectReuse) {
        DataStream<Item> read = items(env(objectReuse), new Item("a", 1)).map(item -> item);

        assertThat(run(read.union(read).map(Item::plusTen))).containsExactly("a11", "a11");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachReceiverOfABroadcastHasItsOwn(boolean objectReuse) {
        DataStream<Item> items = items(env(objectReuse), new Item("a", 1), new Item("b", 2));

        assertThat(run(items.broadcast().map(Item::plusTen).setParallelism(3)))
                .containsExactlyInAnyOrder("a11", "a11", "a11", "b12", "b12", "b12");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordOfTheMainOutputIsNotThatOfTheSideOutput(boolean objectReuse) {
        SingleOutputStreamOperator<Item> both = items(env(objectReuse), new Item("a", 1))
                .process(new ProcessFunction<>() {
                    @Override
                    public void processElement(Item item, Context context, Collector<Item> out) {
                        out.collect(item);
                        context.output(SIDE, item);
                    }
                });
        DataStream<String> side = both.getSideOutput(SIDE).map(item -> "side " + item);

        assertThat(run(both.map(Item::plusTen).map(Item::toString).union(side)))
                .containsExactlyInAnyOrder("a11", "side a1");
    }

    // ------------------------------------------------------------------------------------------- one object, again and
    // again

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyObjectThatItsSelectorFillsAgainIsEachTimeTheKeyOfItsRecord(boolean objectReuse) {
        DataStream<Item> items = items(
                env(objectReuse),
                new Item("a", 1),
                new Item("bb", 1),
                new Item("a", 1),
                new Item("ccc", 1),
                new Item("a", 1),
                new Item("bb", 1));

        assertThat(run(items.keyBy(new ReusedKey()).reduce((a, b) -> new Item(b.name, a.n + b.n))))
                .containsExactly("a1", "bb1", "a2", "ccc1", "a3", "bb2");
    }

    private static final class ReusedKey implements KeySelector<Item, Tuple2<String, Integer>> {
        private final Tuple2<String, Integer> key = new Tuple2<>();

        @Override
        public Tuple2<String, Integer> getKey(Item item) {
            key.f0 = item.name;
            key.f1 = item.name.length();
            return key;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionMayFillOneObjectForAllItEmits(boolean rebalanced) {
        DataStream<Item> counted =
                items(env(false), new Item("a", 2), new Item("b", 1)).flatMap(new CountsUp());

        assertThat(run(rebalanced ? counted.rebalance() : counted)).containsExactly("a0", "a1", "b0");
    }

    private static final class CountsUp implements FlatMapFunction<Item, Item> {
        private final Item result = new Item();

        @Override
        public void flatMap(Item item, Collector<Item> out) {
            for (int n = 0; n < item.n; n++) {
                result.name = item.name;
                result.n = n;
                out.collect(result);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionMayFillOneObjectOfAStaticFieldForAllItEmits(boolean rebalanced) {
        DataStream<Item> read = items(env(false), new Item("a", 2), new Item("b", 1));
        DataStream<Item> filled = read.map(StaticItem::fill);

        assertThat(run(rebalanced ? filled.rebalance() : filled)).containsExactly("a2", "b1");
    }

    /** A program that keeps one object in a static field. */
    private static final class StaticItem {
        private static final Item RESULT = new Item();

        static Item fill(Item item) {
            RESULT.name = item.name;
            RESULT.n = item.n;
            return RESULT;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionMayFillOneObjectOfTheObjectThatItIsWrittenIn(boolean rebalanced) {
        Holder holder = new Holder();
        DataStream<Item> filled =
                items(env(false), new Item("a", 2), new Item("b", 1)).map(holder.new Fill());

        assertThat(run(rebalanced ? filled.rebalance() : filled)).containsExactly("a2", "b1");
    }

    private static final class Holder implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Item result = new Item();

        private final class Fill implements MapFunction<Item, Item> {
            private static final long serialVersionUID = 1L;

            @Override
            public Item map(Item item) {
                result.name = item.name;
                result.n = item.n;
                return result;
            }
        }
    }

    // ------------------------------------------------------------------------------------------- what state holds

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReduceMayChangeTheFirstOfItsArguments(boolean objectReuse) {
        assertThat(run(ones(env(objectReuse))
                        .keyBy(item -> item.name)
                        .reduce(Item::add)
                        .rebalance()))
                .containsExactly("a1", "a2", "a3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anObjectOfTheStateThatIsEmittedStaysThatOfTheState(boolean objectReuse) {
        assertThat(run(ones(env(objectReuse))
                        .keyBy(item -> item.name)
                        .process(new RunningSum())
                        .map(Item::plusTen)))
                .containsExactly("a11", "a12", "a13");
    }

    private static final class RunningSum extends KeyedProcessFunction<String, Item, Item> {
        private transient @Nullable ValueState<Item> sum;

        @Override
        public void open(OpenContext context) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Item.class));
        }

        @Override
        public void processElement(Item item, Context context, Collector<Item> out) throws Exception {
            ValueState<Item> state = Objects.requireNonNull(sum);
            Item before = state.value();
            Item after = before == null ? item : Item.add(before, item);
            state.update(after);
            out.collect(after);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatListStateHoldsIsEmittedAndChangedBehindWithoutHarm(boolean objectReuse) {
        assertThat(run(ones(env(objectReuse))
                        .keyBy(item -> item.name)
                        .process(new Repeats())
                        .map(Item::plusTen)))
                .containsExactly("a11", "a11", "a11", "a11", "a11", "a11");
    }

    private static final class Repeats extends KeyedProcessFunction<String, Item, Item> {
        private transient @Nullable ListState<Item> all;

        @Override
        public void open(OpenContext context) {
            all = getRuntimeContext().getListState(new ListStateDescriptor<>("all", Item.class));
        }

        @Override
        public void processElement(Item item, Context context, Collector<Item> out) throws Exception {
            ListState<Item> state = Objects.requireNonNull(all);
            state.add(item);
            for (Item each : state.get()) {
                out.collect(each);
            }
        }
    }

    // ------------------------------------------------------------------------------------------- windows and joins

    private static KeyedStream<Item, String> timed(boolean objectReuse) {
        return ones(env(objectReuse)).keyBy(item -> item.name);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachSlidingWindowHasItsOwnSum(boolean objectReuse) {
        var windows =
                timed(objectReuse).window(SlidingEventTimeWindows.of(Duration.ofSeconds(2), Duration.ofSeconds(1)));

        assertThat(run(windows.reduce(Item::add))).containsExactly("a1", "a2", "a2", "a1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWindowOfTheLastRecordsFoldsCopiesOfThem(boolean objectReuse) {
        assertThat(run(timed(objectReuse).countWindow(2, 1).reduce(Item::add))).containsExactly("a1", "a2", "a2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWindowFunctionMayChangeTheRecordsOfAWindowThatFiresAgain(boolean objectReuse) {
        StreamExecutionEnvironment env = env(objectReuse);
        DataStream<Item> items = items(
                env,
                at(0, new Item("a", 1)),
                TestSource.watermark(1500),
                at(1600, new Item("a", 1)),
                TestSource.watermark(Long.MAX_VALUE));
        var windows = items.keyBy(item -> item.name)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(3)))
                .trigger(ContinuousEventTimeTrigger.of(Duration.ofSeconds(1)));

        List<String> sums = run(windows.process(new ProcessWindowFunction<Item, String, String, TimeWindow>() {
            @Override
            public void process(String key, Context context, Iterable<Item> elements, Collector<String> out) {
                Item sum = null;
                for (Item each : elements) {
                    sum = sum == null ? each : Item.add(sum, each);
                }
                out.collect(String.valueOf(sum));
            }
        }));

        assertThat(sums).startsWith("a1").endsWith("a2").doesNotContain("a3", "a4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResultThatIsPartOfItsAccumulatorIsDeliveredAsItWas(boolean objectReuse) {
        StreamExecutionEnvironment env = env(objectReuse);
        DataStream<Item> items = items(
                env,
                at(0, new Item("a", 1)),
                TestSource.watermark(2000),
                at(1, new Item("a", 2)),
                at(2, new Item("a", 3)),
                TestSource.watermark(Long.MAX_VALUE));
        var windows = items.keyBy(item -> item.name)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .allowedLateness(Duration.ofSeconds(10));

        assertThat(run(windows.aggregate(new Collected()).rebalance()))
                .containsExactly("(all,[1])", "(all,[1, 2])", "(all,[1, 2, 3])");
    }

    private static final class Collected
            implements AggregateFunction<Item, List<Integer>, Tuple2<String, List<Integer>>> {
        @Override
        public List<Integer> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<Integer> add(Item item, List<Integer> all) {
            all.add(item.n);
            return all;
        }

        @Override
        public Tuple2<String, List<Integer>> getResult(List<Integer> all) {
            return Tuple2.of("all", all);
        }

        @Override
        public List<Integer> merge(List<Integer> a, List<Integer> b) {
            a.addAll(b);
            return a;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJoinMayChangeARecordThatIsJoinedAgain(boolean objectReuse) {
        StreamExecutionEnvironment env = env(objectReuse);
        DataStream<Item> left = env.fromSource(
                TestSource.<Item>of(at(0, new Item("a", 1)), TestSource.watermark(Long.MAX_VALUE)), "left");
        DataStream<Item> right = env.fromSource(
                TestSource.<Item>of(
                        at(0, new Item("a", 5)), at(1, new Item("a", 7)), TestSource.watermark(Long.MAX_VALUE)),
                "right");

        assertThat(run(left.keyBy(item -> item.name)
                        .intervalJoin(right.keyBy(item -> item.name))
                        .between(Duration.ofSeconds(-1), Duration.ofSeconds(1))
                        .process(new ProcessJoinFunction<Item, Item, Item>() {
                            @Override
                            public void processElement(Item a, Item b, Context context, Collector<Item> out) {
                                out.collect(Item.add(a, b));
                            }
                        })))
                .containsExactlyInAnyOrder("a6", "a8");
    }

    /** Out of the sight of the functions that emit it. */
    private static final class Constants {
        static final Item ONE = new Item("one", 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSumOfAFieldChangesNoRecordThatItWasGiven(boolean objectReuse) {
        DataStream<Item> same = ones(env(objectReuse)).map(item -> Constants.ONE);

        assertThat(run(same.keyBy(item -> item.name).sum("n"))).containsExactly("one1", "one2", "one3");
        assertThat(Constants.ONE.n).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoChangesASumOfAFieldDoesNotChangeTheNext(boolean objectReuse) {
        DataStream<Item> sums = ones(env(objectReuse)).keyBy(item -> item.name).sum("n");

        assertThat(run(sums.map(Item::plusTen))).containsExactly("a11", "a12", "a13");
    }

    /** Never changed by those who have it: its codec says so. */
    private static final class ItemCodec implements Codec<Item> {
        private static final long serialVersionUID = 1L;

        @Override
        public void encode(Item item, BinaryOutput out, ValueWriter nested) {
            out.writeString(item.name);
            out.writeInt(item.n);
        }

        @Override
        public Item decode(BinaryInput in, ValueReader nested) {
            return new Item(in.readString(), in.readInt());
        }

        @Override
        public boolean isImmutable() {
            return true;
        }

        @Override
        public Item copy(Item item, ValueCopier nested) {
            return item;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSumOfAFieldChangesNoRecordWhoseCodecSaysThatItCannotChange(boolean objectReuse) {
        StreamExecutionEnvironment env = env(objectReuse).registerCodec(Item.class, new ItemCodec());
        KeyedStream<Item, String> items = ones(env).map(item -> Constants.ONE).keyBy(item -> item.name);

        assertThat(run(items.sum("n").rebalance())).containsExactly("one1", "one2", "one3");
        assertThat(Constants.ONE.n).isEqualTo(1);
    }
}
