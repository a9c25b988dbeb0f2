package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.DataStream;
import io.weir.api.KeyedStream;
import io.weir.api.OutputTag;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.WindowedStream;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.CountEvictor;
import io.weir.api.window.evictor.TimeEvictor;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import io.weir.api.window.trigger.Trigger;
import io.weir.api.window.trigger.TriggerResult;
import io.weir.testkit.WindowModel.Evicting;
import io.weir.testkit.WindowModel.Firing;
import io.weir.testkit.WindowModel.Item;
import io.weir.testkit.WindowModel.Kind;
import io.weir.testkit.WindowModel.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: windows do what their definition says, whichever operator serves them and whatever breaks. Method: random windows, triggers,
 * evictors, lateness and functions; random records of several keys, out of order, late and behind an idle input; snapshots and crashes with another
 * parallelism at random points. After each step the output must be that of {@link WindowModel}.
 *
 * <p>{@code -Dweir.windows.seeds=2000} runs so many seeds, {@code -Dweir.windows.first=N} begins at another than 1.
 */
@SuppressWarnings("EnumOrdinal") // a random one of all
class WindowsByDefinitionTest {
    private static final OutputTag<Item> LATE = new OutputTag<>("late");
    private static final int MAX_PARALLELISM = 16;

    /** What is done to the operator. */
    private sealed interface Step {
        record Arrives(Item item) implements Step {}

        record Passes(long watermark) implements Step {}

        record FallsSilent(boolean idle) implements Step {}
    }

    static LongStream seeds() {
        long first = Long.getLong("weir.windows.first", 1);
        return LongStream.range(first, first + Long.getLong("weir.windows.seeds", 1_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void windowsDoWhatTheirDefinitionSaysAlsoThroughCrashes(long seed) throws Exception {
        Random random = new Random(seed);
        Job job = Job.random(random);
        List<Step> steps = steps(random, job);
        compare(job, steps, run(random, job, steps, true), expected(job.rules, steps));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aggregatedWindowsGiveTheSameBitsInOneRowAsByDefinition(long seed) throws Exception {
        Random random = new Random(seed);
        Job job = Job.random(random).withDoubles(random);
        List<Step> steps = steps(random, job);
        List<List<String>> byDefinition = run(random, job.by(new ByDefinition()), steps, false);
        compare(job, steps, run(random, job, steps, random.nextBoolean()), byDefinition);
    }

    private static void compare(Job job, List<Step> steps, List<List<String>> actual, List<List<String>> expected) {
        for (int at = 0; at < steps.size(); at++) {
            assertThat(actual.get(at))
                    .as("%s%nafter step %d of %s", job, at, steps.subList(0, at + 1))
                    .isEqualTo(expected.get(at));
        }
    }

    // What happens
    // ----------------------------------------------------------------------------------------------------------------------------

    private static List<Step> steps(Random random, Job job) {
        List<Step> steps = new ArrayList<>();
        int keys = 1 + random.nextInt(4);
        int disorder = random.nextInt(40);
        long now = random.nextInt(50) - 25L;
        boolean idle = false;
        int count = 20 + random.nextInt(120);
        for (int i = 0; i < count; i++) {
            int choice = random.nextInt(20);
            if (choice < 15) {
                long timestamp = now - random.nextInt(disorder + 1) + random.nextInt(3);
                long gap = job.dynamicGaps ? 1 + random.nextInt(12) : job.rules.size();
                steps.add(new Step.Arrives(new Item("k" + random.nextInt(keys), i, timestamp, gap)));
            } else if (choice < 19) {
                steps.add(new Step.Passes(now - random.nextInt(20)));
            } else {
                idle = !idle;
                steps.add(new Step.FallsSilent(idle));
            }
            now += random.nextInt(4);
        }
        if (idle) {
            steps.add(new Step.FallsSilent(false));
        }
        steps.add(new Step.Passes(Long.MAX_VALUE - 1));
        return steps;
    }

    private static List<List<String>> expected(Rules rules, List<Step> steps) {
        WindowModel model = new WindowModel(rules);
        List<List<String>> expected = new ArrayList<>();
        boolean idle = false;
        for (Step step : steps) {
            if (step instanceof Step.Arrives arrives) {
                model.record(arrives.item());
            } else if (step instanceof Step.Passes passes && !idle) {
                model.watermark(passes.watermark());
            } else if (step instanceof Step.FallsSilent silent) {
                idle = silent.idle();
            }
            expected.add(lines(model.emitted, model.late));
            model.emitted.clear();
            model.late.clear();
        }
        return expected;
    }

    /** Those of one key in their order; keys in theirs, because what fires at once comes in no particular order. */
    private static List<String> lines(List<String> emitted, List<Long> late) {
        List<String> lines = new ArrayList<>(emitted);
        lines.sort(Comparator.comparing(line -> line.substring(0, line.indexOf(' '))));
        late.forEach(value -> lines.add("late " + value));
        return lines;
    }

    private static List<List<String>> run(Random random, Job job, List<Step> steps, boolean crashes) throws Exception {
        List<List<String>> outputs = new ArrayList<>();
        try (OneInputHarness<Item, String> harness = OperatorHarness.oneInput(job)) {
            HarnessSnapshot snapshot = null;
            int snapshotAt = 0;
            boolean idleThen = false;
            boolean idle = false;
            int left = crashes ? 1 + random.nextInt(3) : 0;
            for (int at = 0; at < steps.size(); at++) {
                if (crashes && random.nextInt(12) == 0) {
                    snapshot = harness.snapshot();
                    if (random.nextBoolean()) {
                        harness.notifyOfCompletedCheckpoint(snapshot.checkpointId());
                    }
                    snapshotAt = at;
                    idleThen = idle;
                } else if (snapshot != null && left > 0 && random.nextInt(15) == 0) {
                    left--;
                    harness.restore(snapshot, 1 + random.nextInt(4));
                    outputs.subList(snapshotAt, outputs.size()).clear();
                    at = snapshotAt;
                    idle = idleThen;
                    if (idle) {
                        harness.markIdle();
                    }
                }
                idle = take(harness, steps.get(at), idle);
                List<Long> late =
                        harness.sideOutput(LATE).stream().map(Item::value).toList();
                outputs.add(lines(
                        harness.outputWithTimestamps().stream()
                                .map(each -> each.value() + " @" + each.timestamp())
                                .toList(),
                        late));
                harness.takeOutput();
            }
        }
        return outputs;
    }

    private static boolean take(OneInputHarness<Item, String> harness, Step step, boolean idle) throws Exception {
        if (step instanceof Step.Arrives arrives) {
            harness.processElement(arrives.item(), arrives.item().timestamp());
        } else if (step instanceof Step.Passes passes) {
            harness.processWatermark(passes.watermark());
        } else if (step instanceof Step.FallsSilent silent) {
            if (silent.idle()) {
                harness.markIdle();
            } else {
                harness.markActive();
            }
            return silent.idle();
        }
        return idle;
    }

    // Windows
    // ---------------------------------------------------------------------------------------------------------------------------------

    /** How records become a result. */
    private enum Fold {
        ALL,
        REDUCED,
        SUMMED,
        LISTED,
        DOUBLES
    }

    private record Job(
            Rules rules,
            boolean dynamicGaps,
            Fold fold,
            @Nullable Trigger<Object, ? extends Window> own,
            boolean rocksDb)
            implements Function<DataStream<Item>, DataStream<String>> {
        static Job random(Random random) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            long size = 1L + random.nextInt(20);
            long slide = kind == Kind.SLIDING ? 1 + random.nextInt(15) : size;
            Firing firing = random.nextInt(3) > 0 && kind != Kind.GLOBAL
                    ? Firing.AT_THE_END
                    : Firing.values()[
                            kind == Kind.GLOBAL ? 2 + random.nextInt(2) : random.nextInt(Firing.values().length)];
            Evicting evicting = random.nextInt(3) > 0
                    ? Evicting.NOTHING
                    : Evicting.values()[random.nextInt(Evicting.values().length)];
            Fold fold = Fold.values()[random.nextInt(4)];
            Rules rules = new Rules(
                    kind,
                    size,
                    slide,
                    kind == Kind.SESSION || kind == Kind.GLOBAL
                            ? 0
                            : random.nextInt((int) slide) * (random.nextBoolean() ? 1 : -1),
                    random.nextBoolean() ? 0 : random.nextInt(30),
                    firing,
                    1 + random.nextInt(4),
                    evicting,
                    1 + random.nextInt(6),
                    content(fold));
            boolean byDefinition = random.nextInt(3) == 0;
            Trigger<Object, ? extends Window> own =
                    byDefinition && kind != Kind.GLOBAL && firing == Firing.AT_THE_END ? new ByDefinition() : null;
            return new Job(rules, kind == Kind.SESSION && random.nextBoolean(), fold, own, random.nextInt(20) == 0);
        }

        /** Of a kind that has a faster operator, with sums that depend on the order they are made in. */
        Job withDoubles(Random random) {
            Kind kind = rules.kind() == Kind.GLOBAL ? Kind.SLIDING : rules.kind();
            Rules other = new Rules(
                    kind,
                    rules.size(),
                    rules.slide(),
                    kind == Kind.SESSION ? 0 : rules.offset(),
                    rules.lateness(),
                    Firing.AT_THE_END,
                    1,
                    Evicting.NOTHING,
                    1,
                    items -> "");
            return new Job(other, dynamicGaps, random.nextBoolean() ? Fold.DOUBLES : Fold.SUMMED, null, rocksDb);
        }

        Job by(Trigger<Object, TimeWindow> trigger) {
            return new Job(rules, dynamicGaps, fold, trigger, rocksDb);
        }

        @Override
        public DataStream<String> apply(DataStream<Item> items) {
            if (rocksDb) {
                items.getExecutionEnvironment().setStateBackend(new EmbeddedRocksDBStateBackend());
            }
            KeyedStream<Item, String> keyed = items.keyBy(Item::key);
            SingleOutputStreamOperator<String> results = rules.kind() == Kind.GLOBAL
                    ? folded(windows(keyed, GlobalWindows.create()))
                    : folded(windows(keyed, assigner()));
            return results.uid("windows").setMaxParallelism(MAX_PARALLELISM);
        }

        private WindowAssigner<? super Item, TimeWindow> assigner() {
            Duration size = Duration.ofMillis(rules.size());
            Duration offset = Duration.ofMillis(rules.offset());
            return switch (rules.kind()) {
                case TUMBLING -> TumblingEventTimeWindows.of(size, offset);
                case SLIDING -> SlidingEventTimeWindows.of(size, Duration.ofMillis(rules.slide()), offset);
                default ->
                    dynamicGaps
                            ? EventTimeSessionWindows.<Item>withDynamicGap(Item::gap)
                            : EventTimeSessionWindows.withGap(size);
            };
        }

        @SuppressWarnings("unchecked")
        private <W extends Window> WindowedStream<Item, String, W> windows(
                KeyedStream<Item, String> keyed, WindowAssigner<? super Item, W> assigner) {
            WindowedStream<Item, String, W> windows = keyed.window(assigner)
                    .allowedLateness(Duration.ofMillis(rules.lateness()))
                    .sideOutputLateData(LATE);
            Trigger<Object, W> trigger = switch (rules.firing()) {
                case AT_THE_END -> (Trigger<Object, W>) own;
                case AT_THE_END_PURGING ->
                    (Trigger<Object, W>) (Trigger<?, ?>) PurgingTrigger.of(EventTimeTrigger.create());
                case EACH_COUNT -> CountTrigger.of(rules.count());
                case EACH_COUNT_PURGING -> PurgingTrigger.of(CountTrigger.of(rules.count()));
            };
            if (trigger != null) {
                windows.trigger(trigger);
            }
            switch (rules.evicting()) {
                case NOTHING -> {}
                case ALL_BUT_THE_LAST_BEFORE -> windows.evictor(CountEvictor.of(rules.kept()));
                case ALL_BUT_THE_LAST_AFTER -> windows.evictor(CountEvictor.of(rules.kept(), true));
                case THE_OLD_BEFORE -> windows.evictor(TimeEvictor.of(Duration.ofMillis(rules.kept())));
            }
            return windows;
        }

        private <W extends Window> SingleOutputStreamOperator<String> folded(WindowedStream<Item, String, W> windows) {
            return switch (fold) {
                case ALL ->
                    windows.apply(new Lines<Item, W>() {
                        @Override
                        String content(List<Item> items) {
                            return listed(items);
                        }
                    });
                case REDUCED ->
                    windows.reduce(new Youngest(), new Lines<Item, W>() {
                        @Override
                        String content(List<Item> items) {
                            return String.valueOf(items.get(0).value());
                        }
                    });
                case SUMMED -> windows.aggregate(new Sum(), new FirstOf<W>());
                case LISTED -> windows.aggregate(new Listing(), new FirstOf<W>());
                case DOUBLES -> windows.aggregate(new Doubles(), new FirstOf<W>());
            };
        }
    }

    private static Function<List<Item>, String> content(Fold fold) {
        return switch (fold) {
            case ALL, LISTED -> WindowsByDefinitionTest::listed;
            case REDUCED ->
                items -> {
                    Item youngest = items.get(0);
                    for (Item each : items.subList(1, items.size())) {
                        youngest = new Youngest().reduce(youngest, each);
                    }
                    return String.valueOf(youngest.value());
                };
            case SUMMED ->
                items -> items.size() + "/"
                        + items.stream().mapToLong(Item::value).sum();
            case DOUBLES -> items -> "";
        };
    }

    private static String listed(List<Item> items) {
        return items.stream().map(item -> String.valueOf(item.value())).collect(Collectors.joining(","));
    }

    private abstract static class Lines<T, W extends Window> implements WindowFunction<T, String, String, W> {
        abstract String content(List<T> values);

        @Override
        public void apply(String key, W window, Iterable<T> values, io.weir.api.Collector<String> out) {
            List<T> all = new ArrayList<>();
            values.forEach(all::add);
            out.collect(key + " until " + window.maxTimestamp() + ": " + content(all));
        }
    }

    private static final class FirstOf<W extends Window> extends Lines<String, W> {
        @Override
        String content(List<String> values) {
            return values.get(0);
        }
    }

    /** Of two equally young ones the first: the result depends on the order. */
    private static final class Youngest implements ReduceFunction<Item> {
        @Override
        public Item reduce(Item a, Item b) {
            return a.timestamp() >= b.timestamp() ? a : b;
        }
    }

    /** Changes its accumulator in place. */
    private static final class Sum implements MergeableAggregateFunction<Item, long[], String> {
        @Override
        public long[] createAccumulator() {
            return new long[2];
        }

        @Override
        public long[] add(Item item, long[] sum) {
            sum[0]++;
            sum[1] += item.value();
            return sum;
        }

        @Override
        public String getResult(long[] sum) {
            return sum[0] + "/" + sum[1];
        }

        @Override
        public long[] merge(long[] a, long[] b) {
            a[0] += b[0];
            a[1] += b[1];
            return a;
        }
    }

    /** Depends on the order, and cannot be shared. */
    private static final class Listing implements AggregateFunction<Item, String, String> {
        @Override
        public String createAccumulator() {
            return "";
        }

        @Override
        public String add(Item item, String list) {
            return list.isEmpty() ? String.valueOf(item.value()) : list + "," + item.value();
        }

        @Override
        public String getResult(String list) {
            return list;
        }

        @Override
        public String merge(String a, String b) {
            return a + "," + b;
        }
    }

    /** Depends on the order in its last bits. */
    private static final class Doubles implements AggregateFunction<Item, Double, String> {
        @Override
        public Double createAccumulator() {
            return 0.0;
        }

        @Override
        public Double add(Item item, Double sum) {
            return sum + Math.sqrt((double) item.value()) * 1e-3;
        }

        @Override
        public String getResult(Double sum) {
            return Long.toHexString(Double.doubleToRawLongBits(sum));
        }

        @Override
        public Double merge(Double a, Double b) {
            return a + b;
        }
    }

    /** The built-in trigger under another name: no operator knows it, so that it is asked each time. */
    private static final class ByDefinition extends Trigger<Object, TimeWindow> {
        private final EventTimeTrigger inner = EventTimeTrigger.create();

        @Override
        public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx) {
            return inner.onElement(element, timestamp, window, ctx);
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return inner.onProcessingTime(time, window, ctx);
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return inner.onEventTime(time, window, ctx);
        }

        @Override
        public boolean canMerge() {
            return true;
        }

        @Override
        public void onMerge(TimeWindow window, OnMergeContext ctx) {
            inner.onMerge(window, ctx);
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) {
            inner.clear(window, ctx);
        }
    }
}
