package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.api.connector.builtin.Generators;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.MapFunction;
import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.Codec;
import io.weir.api.serde.ValueCopier;
import io.weir.api.serde.ValueReader;
import io.weir.api.serde.ValueWriter;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.time.Time;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each way in which a job can be wrong, and the sentence it gives. */
class InvalidJobsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    InvalidJobsTest() {
        env.setParallelism(2);
    }

    private List<String> problems() {
        return catchThrowableOfType(InvalidJobException.class, () -> env.getJobGraph("job"))
                .problems();
    }

    private void assertProblem(String beginning, String... parts) {
        String problem = problems().size() == 1 ? problems().get(0) : problems().toString();
        assertThat(problem).startsWith(beginning);
        assertThat(List.of(parts)).allMatch(problem::contains, "is in: " + problem);
    }

    @Test
    void aJobWithoutASinkRunsWithAWarning() {
        env.fromSequence(1, 3).map(n -> n);
        assertThat(env.getJobGraph("job").warnings())
                .anyMatch(each -> each.startsWith("[API-109] The job has no sink."));
    }

    @Test
    void anEmptyJobIsRefused() {
        assertProblem("[API-291] The job has no operator.");
    }

    @Test
    void timeAssignedToMixedReadersIsWarnedOf() {
        assertThat(mixedTime(lines -> lines.rebalance())).isTrue();
        assertThat(mixedTime(lines -> lines.map(n -> n).setParallelism(1))).isTrue();
        assertThat(mixedTime(lines -> lines.rebalance().map(n -> n))).isTrue();
        assertThat(mixedTime(lines -> lines.union(lines.shuffle()))).isTrue();
        assertThat(mixedTime(lines -> lines)).as("each reader by itself").isFalse();
        assertThat(mixedTime(lines -> lines.map(n -> n).filter(n -> n > 0))).isFalse();
        assertThat(mixedTime(lines -> lines.assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
                        .rebalance()))
                .as("had time before")
                .isFalse();
    }

    private static boolean mixedTime(UnaryOperator<DataStream<Long>> way) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);
        way.apply(env.fromSequence(1, 9))
                .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
                .print();
        return env.getJobGraph("job").warnings().stream().anyMatch(each -> each.startsWith("[API-292]"));
    }

    @Test
    void aSourceThatHasTheStrategyIsNotWarnedOf() {
        env.fromSource(Generators.sequence(1, 9), WatermarkStrategy.forMonotonousTimestamps(), "numbers")
                .rebalance()
                .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
                .print();
        assertThat(env.getJobGraph("job").warnings()).noneMatch(each -> each.startsWith("[API-292]"));
    }

    @Test
    void aSourceWithOneReaderIsNotMixed() {
        env.fromSequence(1, 9)
                .setParallelism(1)
                .rebalance()
                .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
                .print();
        assertThat(env.getJobGraph("job").warnings()).noneMatch(each -> each.startsWith("[API-292]"));
    }

    @Test
    void uidsAreUnique() {
        env.fromSequence(1, 3)
                .map(n -> n)
                .name("first")
                .uid("x")
                .map(n -> n)
                .name("second")
                .uid("x")
                .print();
        assertProblem("[API-102] Operators 'first' (no. 2) and 'second' (no. 3) have the same uid 'x'.");
    }

    @Test
    void parallelismIsAtLeastOne() {
        env.fromSequence(1, 3).map(n -> n).name("slow").setParallelism(0).print();
        assertProblem("[API-108] Operator 'slow' (no. 2) has parallelism 0. It must be 1 to its max parallelism, 128.");
    }

    @Test
    void minusOneIsNoParallelism() {
        env.fromSequence(1, 3).map(n -> n).setParallelism(-1).print();
        assertProblem("[API-108]", "has parallelism -1");
    }

    @Test
    void parallelismIsAtMostTheMaxParallelism() {
        env.fromSequence(1, 3)
                .map(n -> n)
                .setParallelism(5)
                .setMaxParallelism(4)
                .print();
        assertProblem(
                "[API-108]", "has parallelism 5. It must be 1 to its max parallelism, 4.", "raise the max parallelism");
    }

    @Test
    void maxParallelismHasARange() {
        env.fromSequence(1, 3)
                .map(n -> n)
                .name("wide")
                .setMaxParallelism(32_769)
                .print();
        assertProblem("[API-108] Operator 'wide' (no. 2) has max parallelism 32769. It must be 1 to 32768.");
    }

    @Test
    void theParallelismOfTheEnvironmentIsCheckedForEachOperator() {
        env.setParallelism(0);
        env.fromSequence(1, 3).print();
        assertThat(problems()).hasSize(2).allMatch(problem -> problem.startsWith("[API-108]"));
    }

    @Test
    void whatIsForcedToBeAloneStaysAlone() {
        env.fromSequence(1, 3).map(n -> n).forceNonParallel().setParallelism(3).print();
        assertProblem("[API-108]", "has parallelism 3. It must be 1 to its max parallelism, 1.");
    }

    /** Not parallel. */
    private static final class Once implements SourceFunction<String> {
        @Override
        public void run(SourceContext<String> ctx) {}

        @Override
        public void cancel() {}
    }

    @Test
    void aPlainSourceFunctionCannotBeParallel() {
        env.addSource(new Once(), "once").setParallelism(2).print();
        assertProblem(
                "[API-108] Operator 'Source: once' (no. 1) has parallelism 2. A plain SourceFunction runs with parallelism 1.");
    }

    @Test
    void forwardNeedsEqualParallelism() {
        env.fromSequence(1, 3).forward().map(n -> n).name("m").setParallelism(3).print();
        assertProblem(
                "[API-120] Records cannot go forward from 'Source: Sequence Source' (no. 1) with parallelism 2 to 'm' (no. 2) "
                        + "with parallelism 3.");
    }

    @Test
    void aLambdaMustNotCaptureWhatCannotTravel() {
        Object[] captured = {Thread.currentThread()};
        env.fromSequence(1, 3).map(n -> n + captured.length).name("counting").print();
        assertProblem(
                "[API-103] Operator 'counting' cannot be sent to its subtasks.",
                "captured variable no. 1 of the lambda in " + InvalidJobsTest.class.getName()
                        + " (element 0) is a java.lang.Thread, which is not java.io.Serializable",
                "Make it Serializable or transient");
    }

    private long offset() {
        return 1;
    }

    @Test
    void aLambdaMustNotCaptureThisUnlessItCanTravel() {
        env.fromSequence(1, 3).map(n -> n + offset()).name("shifted").print();
        assertProblem("[API-103] Operator 'shifted' cannot be sent to its subtasks. The lambda captures 'this' of "
                + InvalidJobsTest.class.getName() + " by using a field or method of it");
    }

    private static final class WithField implements MapFunction<Long, Long> {
        private final Object lock = new Object();

        @Override
        public Long map(Long value) {
            return value + lock.hashCode();
        }
    }

    @Test
    void theFieldThatCannotTravelIsNamed() {
        env.fromSequence(1, 3).map(new WithField()).print();
        assertProblem("[API-103] Operator 'Map' cannot be sent to its subtasks. Its field " + WithField.class.getName()
                + ".lock is a java.lang.Object, which is not java.io.Serializable.");
    }

    @Test
    void anInnerClassDragsItsOuterInstanceAlong() {
        env.fromSequence(1, 3)
                .map(new MapFunction<Long, Long>() {
                    @Override
                    public Long map(Long value) {
                        return value + offset();
                    }
                })
                .print();
        assertProblem(
                "[API-103]", "Its enclosing instance (" + InvalidJobsTest.class.getName() + "$", "is not static)");
    }

    @Test
    void anInnerClassThatDoesNotUseItsOuterInstanceLetsItGo() throws Exception {
        MapFunction<Long, Long> plusOne = new MapFunction<Long, Long>() {
            @Override
            public Long map(Long value) {
                return value + 1;
            }
        };
        env.fromSequence(1, 3).map(plusOne).print();
        assertThat(env.getJobGraph("job").nodes()).hasSize(3);
        assertThat(plusOne.map(1L)).isEqualTo(2);
    }

    @Test
    void anInnerClassWhoseInnerClassUsesTheOuterInstanceKeepsIt() {
        env.fromSequence(1, 3)
                .map(new MapFunction<Long, Long>() {
                    @Override
                    public Long map(Long value) {
                        return new Object() {
                            long shifted() {
                                return value + offset();
                            }
                        }.shifted();
                    }
                })
                .print();
        assertProblem("[API-103]", "enclosing instance");
    }

    @Test
    void theKeyMustTravelToo() {
        Object lock = new Object();
        env.fromSequence(1, 3).keyBy(n -> n + lock.hashCode()).reduce(Long::sum).print();
        assertProblem(
                "[API-103] The key of operator 'Keyed Reduce'",
                "captured variable no. 1 of the lambda",
                "java.lang.Object");
    }

    private enum Colour {
        RED
    }

    @Test
    void anEnumIsNoKey() {
        env.fromSequence(1, 3)
                .keyBy(n -> Colour.RED)
                .reduce(Long::sum)
                .name("total")
                .print();
        assertProblem(
                "[API-104] " + Colour.class.getName() + " cannot be a key",
                "Use its name()",
                "(the key of operator 'total' (no. 2))");
    }

    private static final class BytesKey implements KeySelector<Long, byte[]> {
        @Override
        public byte[] getKey(Long value) {
            return new byte[] {value.byteValue()};
        }
    }

    @Test
    void anArrayIsNoKey() {
        env.fromSequence(1, 3).keyBy(new BytesKey()).reduce(Long::sum).print();
        assertProblem("[API-104]", "Use a List");
    }

    @Test
    void checkpointSettingsHaveRanges() {
        env.enableCheckpointing(5);
        env.getCheckpointConfig().setCheckpointTimeout(0);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(-1);
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(0);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(-1);
        env.getCheckpointConfig().setNumRetainedCheckpoints(0);
        env.fromSequence(1, 3).print();
        assertThat(problems())
                .containsExactly(
                        "[CFG-203] The checkpoint interval is 5 ms. It must be at least 10 ms. Raise it.",
                        "[CFG-203] The checkpoint timeout is 0 ms. It must be at least 10 ms. Raise it.",
                        "[CFG-203] The pause between checkpoints is -1 ms. It must be at least 0 ms. Raise it.",
                        "[CFG-203] The number of concurrent checkpoints is 0. It must be at least 1. Raise it.",
                        "[CFG-203] The number of tolerable checkpoint failures is -1. It must be at least 0. Raise it.",
                        "[CFG-203] The number of retained checkpoints is 0. It must be at least 1. Raise it.");
    }

    @Test
    void aCheckpointHasTimeUntilTheNextOneAtLeast() {
        env.enableCheckpointing(1000);
        env.getCheckpointConfig().setCheckpointTimeout(500);
        env.fromSequence(1, 3).print();
        assertThat(problems())
                .containsExactly(
                        "[CFG-203] The checkpoint timeout is 500 ms. It must be at least the interval, 1000 ms. "
                                + "Raise it, or take checkpoints more often.");
        env.getCheckpointConfig().setCheckpointTimeout(1000);
        assertThat(env.getJobGraph("job").settings().checkpoints().timeoutMs()).isEqualTo(1000);
    }

    @Test
    void restartStrategiesHaveRanges() {
        env.fromSequence(1, 3).print();
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(-1, Time.seconds(-1)));
        assertThat(problems()).hasSize(2).allMatch(problem -> problem.startsWith("[CFG-203]"));
        env.setRestartStrategy(RestartStrategies.failureRateRestart(0, Time.seconds(0), Time.seconds(0)));
        assertThat(problems()).hasSize(2);
        env.setRestartStrategy(RestartStrategies.exponentialDelayRestart(
                Duration.ofSeconds(2), Duration.ofSeconds(1), 0.5, Duration.ZERO, 1.5));
        assertThat(problems()).hasSize(4);
    }

    @Test
    void aCheckpointDirectoryIsTheSameOnEachNode() {
        env.fromSequence(1, 3).print();
        env.getCheckpointConfig().setCheckpointStorage("checkpoints");
        assertProblem(
                "[CFG-204] The checkpoint directory is 'checkpoints'. A relative path means another directory on each node.");
        env.getCheckpointConfig().setCheckpointStorage("s3://bucket/checkpoints");
        assertProblem("[CFG-204]", "Only file systems that are mounted");
        env.getCheckpointConfig().setCheckpointStorage("file:checkpoints");
        assertProblem("[CFG-204]", "It is not an absolute file URI.");
        env.getCheckpointConfig().setCheckpointStorage("/var/checkpoints");
        assertThat(env.getJobGraph("fine").settings().checkpoints().dir()).isEqualTo("/var/checkpoints");
    }

    @Test
    void theDirectoryOfRocksDbIsAbsolute() {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(true);
        backend.setDbStoragePath("tmp");
        env.setStateBackend(backend).fromSequence(1, 3).print();
        assertProblem("[CFG-204] The working directory of RocksDB is 'tmp'.");
    }

    private static final class StringCodec implements Codec<String> {
        @Override
        public void encode(String value, BinaryOutput out, ValueWriter nested) {
            out.writeString(value);
        }

        @Override
        public String decode(BinaryInput in, ValueReader nested) {
            return in.readString();
        }

        @Override
        public boolean isImmutable() {
            return true;
        }

        @Override
        public String copy(String value, ValueCopier nested) {
            return value;
        }
    }

    @Test
    void builtInCodecsCannotBeReplaced() {
        env.registerCodec(String.class, new StringCodec()).fromSequence(1, 3).print();
        assertThat(problems()).singleElement().asString().contains("A codec cannot be registered for java.lang.String");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        env.enableCheckpointing(1);
        env.fromSequence(1, 3).uid("x").map(n -> n + offset()).uid("x").setParallelism(0);
        assertThatThrownBy(() -> env.getJobGraph("bad"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageStartingWith("Job 'bad' cannot run, it has 4 problems:\n  [API-102]")
                .hasMessageContainingAll("[API-103]", "[API-108]", "[CFG-203]");
    }

    @Test
    void streamsOfTwoEnvironmentsCannotBeUnited() {
        DataStream<Long> foreign =
                StreamExecutionEnvironment.getExecutionEnvironment().fromSequence(1, 2);
        assertThatThrownBy(() -> env.fromSequence(1, 3).union(foreign)).hasMessageStartingWith("[API-126]");
    }

    @Test
    void elementsWithoutCodecAreRefusedWhereTheyAreGiven() {
        assertThatThrownBy(() -> env.fromData(Thread.currentThread())).hasMessageStartingWith("[API-107]");
    }

    private SingleOutputStreamOperator<Long> slidingSum(long slideMillis) {
        return env.fromSequence(1, 3)
                .keyBy(n -> n)
                .window(SlidingEventTimeWindows.of(Duration.ofDays(1), Duration.ofMillis(slideMillis)))
                .reduce((a, b) -> a + b)
                .uid("sums");
    }

    @Test
    void aRecordCannotBeInMoreWindowsThanFitIntoMemory() {
        slidingSum(1).print();
        assertProblem("[API-204]", "would put each record into 86400000 windows", "longer slide");
    }

    @Test
    void aRecordInVeryManyWindowsIsWorthAWarning() {
        slidingSum(1000).print();
        assertThat(env.getJobGraph("job").warnings())
                .filteredOn(each -> each.startsWith("[API-205]"))
                .singleElement()
                .asString()
                .contains("each record in 86400 windows");
    }

    @Test
    void aDayByTheMinuteIsNotWorthAWord() {
        slidingSum(60_000).print();
        assertThat(env.getJobGraph("job").warnings()).noneMatch(each -> each.startsWith("[API-205]"));
    }

    @Test
    void windowsThatShareWhatTheyKeepMayBeAsManyAsTheyLike() {
        env.fromSequence(1, 3)
                .keyBy(n -> n)
                .window(SlidingEventTimeWindows.of(Duration.ofDays(1), Duration.ofMillis(1)))
                .aggregate(new Summing())
                .print();
        assertThat(env.getJobGraph("job").warnings()).anyMatch(each -> each.startsWith("[API-205]"));
    }

    private static final class Summing implements MergeableAggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long value, Long accumulator) {
            return value + accumulator;
        }

        @Override
        public Long getResult(Long accumulator) {
            return accumulator;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    public record Order(String customer, long cents) {}

    public static class Visit {
        public String page = "";
    }

    @Test
    void aFieldOfAKeyIsLookedForWhereTheRecordsAreKnown() {
        env.fromData(new Order("a", 1)).keyBy("custommer").reduce((a, b) -> a).print();
        assertProblem(
                "[API-121] There is no field 'custommer' in",
                "Its fields are customer, cents.",
                "(the key before operator 'Keyed Reduce'");
    }

    @Test
    void aFieldIsLookedForThroughWhatLeavesTheRecordsAsTheyAre() {
        env.fromSequence(1, 3)
                .map(n -> new Order("a", n))
                .filter(order -> true)
                .keyBy(Order::customer)
                .sum("price")
                .print();
        assertProblem("[API-121] There is no field 'price' in", "(operator 'Keyed Aggregation'");
    }

    @Test
    void aFieldOfAWindowIsLookedFor() {
        env.fromSequence(1, 3)
                .map(n -> new Order("a", n))
                .keyBy(Order::customer)
                .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(1)))
                .max(7)
                .print();
        assertProblem("[API-121] There is no field 7 in");
    }

    @Test
    void aFieldOfAnObjectAndOfATupleIsLookedFor() {
        env.fromSequence(1, 3)
                .map(n -> new Visit())
                .keyBy("pagge")
                .reduce((a, b) -> a)
                .print();
        env.fromSequence(1, 3)
                .map(n -> Tuple2.of(n, n))
                .keyBy(2)
                .reduce((a, b) -> a)
                .print();
        env.fromData("a", "b")
                .partitionCustom((String key, int n) -> 0, "letter")
                .print();
        assertThat(problems())
                .hasSize(3)
                .anyMatch(each -> each.startsWith("[API-121] There is no field 'pagge'"))
                .anyMatch(each -> each.startsWith("[API-121] There is no field 2 in"))
                .anyMatch(each -> each.startsWith("[API-121] There is no field 'letter' in java.lang.String"));
    }

    @Test
    void aFieldIsNotLookedForWhereTheClassOfTheRecordsIsNotKnown() {
        env.fromData((Object) new Order("a", 1), new Visit())
                .keyBy("page")
                .reduce((a, b) -> a)
                .print();
        env.fromSequence(1, 3)
                .flatMap((Long n, Collector<Order> out) -> out.collect(new Order("a", n)))
                .keyBy("nothing")
                .reduce((a, b) -> a)
                .print();
        env.fromSequence(1, 3)
                .map(n -> (Comparable<?>) n)
                .keyBy("x")
                .reduce((a, b) -> a)
                .print();
        assertThat(env.getJobGraph("job").nodes()).isNotEmpty();
    }

    @Test
    void theClassOfAFunctionSaysWhatItGives() {
        env.fromSequence(1, 3)
                .flatMap(new Orders())
                .keyBy("page")
                .reduce((a, b) -> a)
                .print();
        assertProblem("[API-121] There is no field 'page' in");
    }

    private abstract static class Giving<A, B> implements FlatMapFunction<B, A> {}

    private static final class Orders extends Giving<Order, Long> {
        @Override
        public void flatMap(Long value, Collector<Order> out) {}
    }
}
