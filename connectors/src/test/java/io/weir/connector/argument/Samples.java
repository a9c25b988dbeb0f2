package io.weir.connector.argument;

import io.weir.api.AllWindowedStream;
import io.weir.api.BroadcastConnectedStream;
import io.weir.api.BroadcastStream;
import io.weir.api.CheckpointConfig;
import io.weir.api.CoGroupedStreams;
import io.weir.api.Collector;
import io.weir.api.ConnectedStreams;
import io.weir.api.DataStream;
import io.weir.api.DataStreamSink;
import io.weir.api.DataStreamSource;
import io.weir.api.ExecutionConfig;
import io.weir.api.IntervalJoin;
import io.weir.api.JoinedStreams;
import io.weir.api.KeyedStream;
import io.weir.api.MultipleParameterTool;
import io.weir.api.OutputTag;
import io.weir.api.ParameterTool;
import io.weir.api.RestartStrategies;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.WindowedStream;
import io.weir.api.config.ConfigOption;
import io.weir.api.config.ConfigOptions;
import io.weir.api.config.Configuration;
import io.weir.api.config.MemorySize;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.fs.Path;
import io.weir.api.function.AsyncRetryStrategies;
import io.weir.api.function.ProcessAllWindowFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.function.datagen.RandomGenerator;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.time.AscendingTimestampExtractor;
import io.weir.api.time.Time;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.Trigger;
import io.weir.connector.argument.ProgramCalls.Call;
import io.weir.connector.file.DefaultRollingPolicy;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.OutputFileConfig;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.connector.file.StreamingFileSink;
import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that fits for each kind of parameter: a job that is half built, and what belongs to it. */
@SuppressWarnings({"unchecked", "rawtypes", "SameNameButDifferent"})
final class Samples {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    private final SingleOutputStreamOperator<Long> stream = env.fromData(1L).map(x -> x);
    private final KeyedStream<Long, Long> keyed = stream.keyBy(x -> x);
    private final Map<Class<?>, Object> samples = new HashMap<>();

    Samples() {
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
        samples.put(DataStreamSource.class, env.fromData(1L));
        samples.put(ParameterTool.class, ParameterTool.fromMap(Map.of("a", "1")));
        samples.put(MultipleParameterTool.class, MultipleParameterTool.fromArgs(new String[] {"--a", "1"}));
        samples.put(ConfigOption.class, ConfigOptions.key("a").stringType().noDefaultValue());
        samples.put(ConfigOptions.OptionBuilder.class, ConfigOptions.key("a"));
        samples.put(
                ConfigOptions.TypedConfigOptionBuilder.class,
                ConfigOptions.key("a").stringType());
        samples.put(
                ConfigOptions.ListConfigOptionBuilder.class,
                ConfigOptions.key("a").stringType().asList());
        samples.put(RandomGenerator.class, RandomGenerator.longGenerator(1, 2));
        samples.put(MemorySize.class, MemorySize.ofMebiBytes(1));
        samples.put(Path.class, new Path("/a"));
        samples.put(java.nio.file.Path.class, java.nio.file.Path.of("/a"));
        samples.put(DefaultRollingPolicy.Builder.class, DefaultRollingPolicy.builder());
        samples.put(FileSink.RowFormatBuilder.class, FileSink.forRowFormat("/a", new SimpleStringEncoder<>()));
        samples.put(FileSource.Builder.class, FileSource.forTextLines("/a"));
        samples.put(OutputFileConfig.class, OutputFileConfig.builder().build());
        samples.put(OutputFileConfig.Builder.class, OutputFileConfig.builder());
        samples.put(
                StreamingFileSink.RowFormatBuilder.class,
                StreamingFileSink.forRowFormat("/a", new SimpleStringEncoder<>()));
        samples.put(AscendingTimestampExtractor.class, new AscendingTimestampExtractor<Long>() {
            @Override
            public long extractAscendingTimestamp(Long element) {
                return element;
            }
        });
        samples.put(ZoneId.class, ZoneOffset.UTC);
        samples.put(InputStream.class, InputStream.nullInputStream());
        samples.put(ClassLoader.class, Samples.class.getClassLoader());
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

    Object of(Class<?> type) {
        Object known = samples.get(type);
        if (known != null) {
            return known;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == boolean.class) {
            return true;
        } else if (type == char.class) {
            return 'a';
        } else if (type == byte.class) {
            return (byte) 1;
        } else if (type == short.class) {
            return (short) 1;
        } else if (type == float.class) {
            return 1.0f;
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

    /** Whether null there is a mistake. */
    static boolean takesAnObject(Executable call, int position) {
        AnnotatedType type = call.getAnnotatedParameterTypes()[position];
        boolean optional = type.isAnnotationPresent(Nullable.class);
        return !call.getParameterTypes()[position].isPrimitive() && !optional;
    }

    /** Something that fits for each parameter but one; null where it may be. */
    @Nullable
    Object[] argumentsOf(Executable call, int left) {
        Class<?>[] types = call.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean needed = i != left && (types[i].isPrimitive() || takesAnObject(call, i));
            arguments[i] = needed ? of(types[i]) : null;
        }
        return arguments;
    }

    /** What the call returns. */
    @Nullable
    Object call(Call call, @Nullable Object[] arguments) throws Throwable {
        try {
            if (call.executable() instanceof Constructor<?> constructor) {
                return constructor.newInstance(arguments);
            }
            Method method = (Method) call.executable();
            method.setAccessible(true);
            return method.invoke(call.isStatic() ? null : of(call.receiver()), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
