package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.config.Configuration;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.NumberSequenceSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.function.AsyncRetryStrategies;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.state.backend.FsStateBackend;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.MemoryStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.time.BoundedOutOfOrdernessWatermarks;
import io.weir.api.time.Time;
import io.weir.api.time.TimestampAssignerSupplier;
import io.weir.api.time.WatermarkAlignmentParams;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.DynamicEventTimeSessionWindows;
import io.weir.api.window.assigner.DynamicProcessingTimeSessionWindows;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.ProcessingTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.CountEvictor;
import io.weir.api.window.evictor.DeltaEvictor;
import io.weir.api.window.evictor.TimeEvictor;
import io.weir.api.window.trigger.ContinuousEventTimeTrigger;
import io.weir.api.window.trigger.ContinuousProcessingTimeTrigger;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.DeltaTrigger;
import io.weir.api.window.trigger.ProcessingTimeoutTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import io.weir.api.window.trigger.Trigger;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goal: null is refused where a program hands it over, with a sentence that has a code and names the argument. Method: each public method and
 * constructor of the builders is called once for each object it takes, with null there and something that fits everywhere else.
 */
@SuppressWarnings({"unchecked", "rawtypes", "SameNameButDifferent"})
class NullArgumentsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    private final SingleOutputStreamOperator<Long> stream = env.fromData(1L).map(x -> x);
    private final KeyedStream<Long, Long> keyed = stream.keyBy(x -> x);
    private final Map<Class<?>, Object> samples = new HashMap<>();

    NullArgumentsTest() {
        WindowAssigner<Object, ?> assigner = TumblingEventTimeWindows.of(Duration.ofSeconds(1));
        MapStateDescriptor<String, Long> states = new MapStateDescriptor<>("rules");
        BroadcastStream<Long> broadcast = env.fromData(2L).broadcast(states);
        samples.put(StreamExecutionEnvironment.class, env);
        samples.put(DataStream.class, stream);
        samples.put(SingleOutputStreamOperator.class, stream);
        samples.put(KeyedStream.class, keyed);
        samples.put(BroadcastStream.class, broadcast);
        samples.put(WindowedStream.class, keyed.window((WindowAssigner) assigner));
        samples.put(AllWindowedStream.class, stream.windowAll((WindowAssigner) assigner));
        samples.put(ConnectedStreams.class, stream.connect(env.fromData(3L)));
        samples.put(BroadcastConnectedStream.class, keyed.connect(broadcast));
        CoGroupedStreams<Long, Long> both = stream.coGroup(env.fromData(4L));
        samples.put(CoGroupedStreams.class, both);
        samples.put(CoGroupedStreams.Where.class, both.where(x -> x));
        samples.put(CoGroupedStreams.EqualTo.class, both.where(x -> x).equalTo(x -> x));
        samples.put(
                CoGroupedStreams.WithWindow.class,
                both.where(x -> x).equalTo(x -> x).window((WindowAssigner) assigner));
        JoinedStreams<Long, Long> join = stream.join(env.fromData(4L));
        samples.put(JoinedStreams.class, join);
        samples.put(JoinedStreams.Where.class, join.where(x -> x));
        samples.put(JoinedStreams.EqualTo.class, join.where(x -> x).equalTo(x -> x));
        samples.put(
                JoinedStreams.WithWindow.class,
                join.where(x -> x).equalTo(x -> x).window((WindowAssigner) assigner));
        IntervalJoin<Long, Long, Long> near =
                keyed.intervalJoin(env.fromData(5L).keyBy(x -> x));
        samples.put(IntervalJoin.class, near);
        samples.put(IntervalJoin.IntervalJoined.class, near.between(Duration.ZERO, Duration.ofSeconds(1)));
        samples.put(DataStreamSink.class, stream.addSink(new SinkFunction<Long>() {}));
        samples.put(DataStream.Collector.class, new DataStream.Collector<Long>());
        samples.put(CheckpointConfig.class, env.getCheckpointConfig());
        samples.put(ExecutionConfig.class, env.getConfig());
        samples.put(ExecutionConfig.GlobalJobParameters.class, new ExecutionConfig.GlobalJobParameters());
        samples.put(WatermarkStrategy.class, WatermarkStrategy.forMonotonousTimestamps());
        samples.put(WindowAssigner.class, assigner);
        samples.put(Trigger.class, CountTrigger.of(1));
        samples.put(OutputTag.class, new OutputTag<Long>("late"));
        samples.put(MapStateDescriptor.class, states);
        samples.put(
                AsyncRetryStrategies.FixedDelayRetryStrategyBuilder.class,
                new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<>(1, 1));
        samples.put(TypeInformation.class, TypeInformation.of(Long.class));
        samples.put(RestartStrategySpec.class, RestartStrategies.noRestart());
        samples.put(RateLimiterStrategy.class, RateLimiterStrategy.perSecond(1));
        samples.put(Configuration.class, new Configuration());
        samples.put(Duration.class, Duration.ofSeconds(1));
        samples.put(Time.class, Time.seconds(1));
        samples.put(String.class, "a");
        samples.put(Object.class, "a");
        samples.put(Class.class, Long.class);
        samples.put(URI.class, URI.create("file:///a"));
        samples.put(Collection.class, List.of(1L));
        samples.put(Iterator.class, List.of(1L).iterator());
        samples.put(Map.class, Map.of());
        samples.put(String[].class, new String[] {"a"});
        samples.put(ProcessWindowFunction.class, new ProcessWindowFunction<Object, Object, Object, Window>() {
            @Override
            public void process(Object key, Context context, Iterable<Object> elements, Collector<Object> out) {}
        });
        samples.put(ProcessAllWindowFunction.class, new ProcessAllWindowFunction<Object, Object, Window>() {
            @Override
            public void process(Context context, Iterable<Object> elements, Collector<Object> out) {}
        });
    }

    /** What programs build jobs with. */
    private static final List<Class<?>> BUILDERS = List.of(
            StreamExecutionEnvironment.class,
            DataStream.class,
            SingleOutputStreamOperator.class,
            KeyedStream.class,
            WindowedStream.class,
            AllWindowedStream.class,
            ConnectedStreams.class,
            BroadcastConnectedStream.class,
            CoGroupedStreams.class,
            CoGroupedStreams.Where.class,
            CoGroupedStreams.EqualTo.class,
            CoGroupedStreams.WithWindow.class,
            JoinedStreams.class,
            JoinedStreams.Where.class,
            JoinedStreams.EqualTo.class,
            JoinedStreams.WithWindow.class,
            IntervalJoin.class,
            IntervalJoin.IntervalJoined.class,
            AsyncDataStream.class,
            DataStreamUtils.class,
            DataStreamSink.class,
            CheckpointConfig.class,
            ExecutionConfig.class,
            RestartStrategies.class,
            OutputTag.class,
            AsyncRetryStrategies.class,
            AsyncRetryStrategies.FixedDelayRetryStrategyBuilder.class,
            DataGeneratorSource.class,
            NumberSequenceSource.class,
            RateLimiterStrategy.class,
            ValueStateDescriptor.class,
            ListStateDescriptor.class,
            MapStateDescriptor.class,
            ReducingStateDescriptor.class,
            AggregatingStateDescriptor.class,
            EmbeddedRocksDBStateBackend.class,
            FsStateBackend.class,
            HashMapStateBackend.class,
            MemoryStateBackend.class,
            RocksDBStateBackend.class,
            BoundedOutOfOrdernessWatermarks.class,
            Time.class,
            TimestampAssignerSupplier.class,
            WatermarkAlignmentParams.class,
            WatermarkStrategy.class,
            DynamicEventTimeSessionWindows.class,
            DynamicProcessingTimeSessionWindows.class,
            EventTimeSessionWindows.class,
            GlobalWindows.class,
            ProcessingTimeSessionWindows.class,
            SlidingEventTimeWindows.class,
            SlidingProcessingTimeWindows.class,
            TumblingEventTimeWindows.class,
            TumblingProcessingTimeWindows.class,
            CountEvictor.class,
            DeltaEvictor.class,
            TimeEvictor.class,
            ContinuousEventTimeTrigger.class,
            ContinuousProcessingTimeTrigger.class,
            CountTrigger.class,
            DeltaTrigger.class,
            ProcessingTimeoutTrigger.class,
            PurgingTrigger.class);

    @TestFactory
    Stream<DynamicTest> nullIsRefusedAtOnceWithASentenceThatNamesTheArgument() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> builder : BUILDERS) {
            for (Executable call : callsOf(builder)) {
                for (int i = 0; i < call.getParameterCount(); i++) {
                    if (takesAnObject(call, i)) {
                        int position = i;
                        String name = call.getParameters()[i].getName();
                        tests.add(DynamicTest.dynamicTest(
                                call.toString().replaceAll("(\\w+\\.)+(?=\\w)", "") + " " + name,
                                () -> assertThat(refusal(builder, call, position))
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasMessageMatching("(?s)\\[API-\\d+] .*")
                                        .hasMessageContaining("'" + name + "'")));
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    private static List<Executable> callsOf(Class<?> builder) {
        List<Executable> calls = new ArrayList<>();
        for (Method method : builder.getDeclaredMethods()) {
            boolean ofPrograms = Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && !isCalledByTheRuntime(builder, method);
            if (ofPrograms) {
                calls.add(method);
            }
        }
        if (!Modifier.isAbstract(builder.getModifiers())) {
            for (Constructor<?> constructor : builder.getDeclaredConstructors()) {
                if (Modifier.isPublic(constructor.getModifiers())) {
                    calls.add(constructor);
                }
            }
        }
        return calls;
    }

    /** Windows, triggers, sources and so on are builders in their static methods; the others are called while the job runs. */
    private static boolean isCalledByTheRuntime(Class<?> builder, Method method) {
        if (method.getName().equals("equals") || method.getName().equals("onWorker")) {
            return true;
        }
        boolean chained = builder.getPackageName().equals("io.weir.api")
                || builder.getName().endsWith("Builder")
                || method.getName().startsWith("with");
        return !chained && !Modifier.isStatic(method.getModifiers());
    }

    private static boolean takesAnObject(Executable call, int position) {
        return !call.getParameterTypes()[position].isPrimitive()
                && !call.getAnnotatedParameterTypes()[position].isAnnotationPresent(Nullable.class);
    }

    private @Nullable Throwable refusal(Class<?> builder, Executable call, int position) throws Exception {
        Class<?>[] types = call.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean optional = !types[i].isPrimitive() && !takesAnObject(call, i);
            arguments[i] = i == position || optional ? null : sample(types[i]);
        }
        try {
            if (call instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                Method method = (Method) call;
                method.setAccessible(true);
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                method.invoke(
                        isStatic ? null : Objects.requireNonNull(samples.get(builder), builder.getName()), arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private Object sample(Class<?> type) {
        Object known = samples.get(type);
        if (known != null) {
            return known;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == boolean.class) {
            return true;
        } else if (type == char.class) {
            return 'a';
        } else if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == double.class) {
            return 1.0;
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        } else if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> null);
        }
        throw new AssertionError("a sample of " + type + " is missing in this test");
    }
}
