package io.weir.connector.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.time.Time;
import io.weir.connector.argument.ProgramCalls.Call;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goal: a number or length of time below zero is refused where none is meant, with a sentence that has a code: by the call, or with all else that is
 * wrong with the job before it starts. Method: each public method and constructor that builds a job is called once for each number it takes, with -1
 * there; then the job is built.
 */
class NegativeArgumentsTest {
    /** Numbers that may be negative, and why. */
    private static final Map<String, String> TAKES_NEGATIVES = Map.ofEntries(
            Map.entry("Configuration.getDouble(otherwise)", "a value of the program"),
            Map.entry("Configuration.getInteger(otherwise)", "a value of the program"),
            Map.entry("Configuration.getLong(otherwise)", "a value of the program"),
            Map.entry("Configuration.setDouble(value)", "a value of the program"),
            Map.entry("Configuration.setInteger(value)", "a value of the program"),
            Map.entry("Configuration.setLong(value)", "a value of the program"),
            Map.entry("ParameterTool.getDouble(defaultValue)", "a value of the program"),
            Map.entry("ParameterTool.getInt(defaultValue)", "a value of the program"),
            Map.entry("ParameterTool.getLong(defaultValue)", "a value of the program"),
            Map.entry("DeltaEvictor.of(threshold)", "compared with what the program's function gives"),
            Map.entry("DeltaTrigger.of(threshold)", "compared with what the program's function gives"),
            Map.entry("ExecutorUtils.gracefulShutdown(timeout)", "no time is left to wait"),
            Map.entry("ExecutorUtils.nonBlockingShutdown(timeout)", "no time is left to wait"),
            Map.entry(
                    "FileSystemCheckpointStorage(fileStateSizeThreshold)",
                    "without effect; Flink says -1 for the default"),
            Map.entry("JobManagerCheckpointStorage(maxStateSize)", "without effect"),
            Map.entry("RowFormatBuilder.withBucketCheckInterval(interval)", "without effect"),
            Map.entry(
                    "SingleOutputStreamOperator.setBufferTimeout(timeoutMillis)",
                    "without effect; Flink says -1 for never"),
            Map.entry(
                    "StreamExecutionEnvironment.setBufferTimeout(timeoutMillis)",
                    "without effect; Flink says -1 for never"),
            Map.entry("IntervalJoin.between(lowerBound)", "before the record"),
            Map.entry("NumberSequenceSource(from)", "any number"),
            Map.entry("NumberSequenceSource(to)", "any number"),
            Map.entry("StreamExecutionEnvironment.fromSequence(from)", "any number"),
            Map.entry("StreamExecutionEnvironment.fromSequence(to)", "any number"),
            Map.entry("StreamExecutionEnvironment.generateSequence(from)", "any number"),
            Map.entry("StreamExecutionEnvironment.generateSequence(to)", "any number"),
            Map.entry("SocketSource(maxRetry)", "for ever"),
            Map.entry("StreamExecutionEnvironment.socketTextStream(maxRetry)", "for ever"),
            Map.entry("RandomDataGenerator(seed)", "any number"),
            Map.entry("RandomGenerator.withSeed(newSeed)", "any number"),
            Map.entry("RandomGenerator.longGenerator(min)", "any number"),
            Map.entry("RandomGenerator.intGenerator(min)", "any number"),
            Map.entry("RandomGenerator.doubleGenerator(min)", "any number"),
            Map.entry("SequenceGenerator.longGenerator(start)", "any number"),
            Map.entry("SequenceGenerator.intGenerator(start)", "any number"),
            Map.entry("SequenceGenerator.doubleGenerator(start)", "any number"),
            Map.entry("SequenceGenerator.stringGenerator(start)", "any number"),
            Map.entry("SequenceGenerator.bigDecimalGenerator(start)", "any number"),
            Map.entry("SequenceGenerator(start)", "any number"),
            Map.entry("SequenceGenerator.bigDecimalGenerator(scale)", "rounds to tens"),
            Map.entry("SlidingEventTimeWindows.of(offset)", "time zones are on both sides of UTC"),
            Map.entry("SlidingProcessingTimeWindows.of(offset)", "time zones are on both sides of UTC"),
            Map.entry("TumblingEventTimeWindows.of(offset)", "time zones are on both sides of UTC"),
            Map.entry("TumblingProcessingTimeWindows.of(offset)", "time zones are on both sides of UTC"),
            Map.entry("Time(size)", "a bound of an interval join, or an offset"),
            Map.entry("Time.days(days)", "a bound of an interval join, or an offset"),
            Map.entry("Time.fromDuration(duration)", "a bound of an interval join, or an offset"),
            Map.entry("Time.hours(hours)", "a bound of an interval join, or an offset"),
            Map.entry("Time.milliseconds(milliseconds)", "a bound of an interval join, or an offset"),
            Map.entry("Time.minutes(minutes)", "a bound of an interval join, or an offset"),
            Map.entry("Time.of(duration)", "a bound of an interval join, or an offset"),
            Map.entry("Time.of(size)", "a bound of an interval join, or an offset"),
            Map.entry("Time.seconds(seconds)", "a bound of an interval join, or an offset"),
            Map.entry("TimeUtils.formatWithHighestUnit(duration)", "only written"),
            Map.entry("TimeUtils.getStringInMillis(duration)", "only written"));

    private static final Map<Class<?>, Object> NEGATIVE = Map.of(
            int.class,
            -1,
            long.class,
            -1L,
            double.class,
            -1.0,
            Duration.class,
            Duration.ofMillis(-1),
            Time.class,
            Time.milliseconds(-1));

    @TestFactory
    Stream<DynamicTest> numbersBelowZeroAreRefusedWithASentence() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : ProgramCalls.all()) {
            Parameter[] parameters = call.executable().getParameters();
            for (int i = 0; i < parameters.length; i++) {
                int position = i;
                String name = call.parameter(parameters[i]);
                if (NEGATIVE.containsKey(parameters[i].getType()) && !TAKES_NEGATIVES.containsKey(name)) {
                    tests.add(DynamicTest.dynamicTest(
                            call + " " + parameters[i].getName(),
                            () -> assertThatThrownBy(() -> build(call, position))
                                    .as(name)
                                    .hasMessageMatching("(?s).*\\[(API|CFG)-\\d+] .*")));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    private static @Nullable Object build(Call call, int position) throws Throwable {
        Samples samples = new Samples();
        @Nullable Object[] arguments = samples.argumentsOf(call.executable(), position);
        arguments[position] = NEGATIVE.get(call.executable().getParameterTypes()[position]);
        Object made = samples.call(call, arguments);
        StreamExecutionEnvironment env = (StreamExecutionEnvironment) samples.of(StreamExecutionEnvironment.class);
        if (made instanceof StreamExecutionEnvironment another && another != env) {
            env = another;
            env.fromData(1L).print();
        } else if (made instanceof RestartStrategySpec strategy) {
            env.setRestartStrategy(strategy);
        }
        return env.getExecutionPlan();
    }
}
