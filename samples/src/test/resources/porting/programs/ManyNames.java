// Written for Weir's tests in the style of Flink 1.x programs; not a copy of one.
package programs;

import static org.apache.flink.util.Preconditions.checkArgument;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.EnumTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.api.java.utils.MultipleParameterTool;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSource.FileSourceBuilder;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.contrib.streaming.state.RocksDBStateBackend;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.api.datastream.CoGroupedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.functions.sink.PrintSink;
import org.apache.flink.streaming.api.functions.sink.PrintSinkFunction;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;
import org.apache.flink.streaming.api.functions.sink.filesystem.StreamingFileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExecutorUtils;
import org.apache.flink.util.IterableUtils;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.TimeUtils;

/** Reads names from files, counts them by their first letter, and writes what is left over to another file; by as many of Flink's names as fit. */
@PublicEvolving
public class ManyNames {
    enum Kind {
        VOWEL,
        OTHER
    }

    public static class Named {
        public String name = "";
        public long at;
    }

    static final OutputTag<String> EMPTY = new OutputTag<>("empty", Types.STRING);

    public static void main(String[] args) throws Exception {
        MultipleParameterTool params = MultipleParameterTool.fromArgs(args);
        Configuration conf = new Configuration();
        conf.set(RestOptions.PORT, 8082);
        conf.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(conf);
        ReadableConfig read = env.getConfiguration();
        checkArgument(read.get(RestOptions.PORT) == 8082, "port is %s", read.get(RestOptions.PORT));
        checkArgument(env.getParallelism() > 0);
        env.setParallelism(2);
        env.getConfig().setGlobalJobParameters(params);
        env.getCheckpointConfig().setCheckpointStorage(new FileSystemCheckpointStorage(params.getRequired("out") + "/ck"));
        if (params.has("rocks")) {
            env.setStateBackend(new RocksDBStateBackend("file:///tmp", true));
        }

        Path[] inputs = params.getMultiParameterRequired("in").stream().map(Path::new).toArray(Path[]::new);
        FileSourceBuilder<String> builder = FileSource.forRecordStreamFormat(new TextLineInputFormat(), inputs);
        FileSource<String> source = builder.build();
        SingleOutputStreamOperator<String> names = env.fromSource(source, WatermarkStrategy.noWatermarks(), "names")
                .process(new WithoutEmpty());

        RollingPolicy<String, String> rolling = DefaultRollingPolicy.builder()
                .withRolloverInterval(TimeUnit.MINUTES.toMillis(15))
                .withInactivityInterval(Duration.ofMinutes(5))
                .withMaxPartSize(MemorySize.ofMebiBytes(1024))
                .build();
        OutputFileConfig config =
                OutputFileConfig.builder().withPartPrefix("names").withPartSuffix(".txt").build();
        OutputFileConfig.OutputFileConfigBuilder unused = OutputFileConfig.builder();
        DataStream<String> counts = names.map(name -> Tuple2.of(name.substring(0, 1), 1))
                .returns(new TupleTypeInfo<>(Types.STRING, Types.INT))
                .keyBy(pair -> pair.f0)
                .sum(1)
                .map(Tuple2::toString);
        counts.sinkTo(FileSink.forRowFormat(new Path(params.get("out"), "counts"), new SimpleStringEncoder<String>("UTF-8"))
                .withRollingPolicy(rolling)
                .withOutputFileConfig(config)
                .build());
        StreamingFileSink<String> old = StreamingFileSink.forRowFormat(
                        new Path(params.get("out") + "/empty"), new SimpleStringEncoder<String>("UTF-8"))
                .withRollingPolicy(DefaultRollingPolicy.create()
                        .withMaxPartSize(1024 * 1024)
                        .withInactivityInterval(5000L)
                        .build())
                .build();
        names.getSideOutput(EMPTY).addSink(old);
        names.addSink(new PrintSinkFunction<>("name", false));

        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(n -> n, 20, Types.LONG);
        DataGeneratorSource<String> texts =
                new DataGeneratorSource<>(String::valueOf, 20, RateLimiterStrategy.perSecond(10_000), Types.STRING);
        DataGeneratorSource<Long> slow = new DataGeneratorSource<>(
                n -> n, 20, RateLimiterStrategy.perCheckpoint(100), TypeInformation.of(Long.class));
        KeyedStream<Long, Long> left = timed(env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers"))
                .keyBy(n -> n % 2);
        KeyedStream<Long, Long> right =
                timed(env.fromSource(texts, WatermarkStrategy.noWatermarks(), "texts").map(Long::parseLong))
                        .keyBy(n -> n % 2);
        KeyedStream.IntervalJoined<Long, Long, Long> joined =
                left.intervalJoin(right).between(Duration.ZERO, Duration.ofMillis(1));
        joined.process(new Sum()).sinkTo(new PrintSink<>("sum", true));
        CoGroupedStreams.WithWindow<Long, Long, Long, TimeWindow> grouped = left.coGroup(right)
                .where(n -> n % 2)
                .equalTo(n -> n % 2)
                .window(TumblingEventTimeWindows.of(TimeUtils.parseDuration("1 min")));
        grouped.apply(new Sizes()).map(Object::toString).addSink(sizes(params));
        timed(env.fromSource(slow, WatermarkStrategy.noWatermarks(), "slow"))
                .keyBy(n -> n % 2)
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                .process(new Largest())
                .print();
        checkArgument(env.getExecutionPlan().contains("\"nodes\""));
        env.execute("many names");
    }

    private static StreamingFileSink<String> sizes(MultipleParameterTool params) {
        return StreamingFileSink.forRowFormat(
                        new Path(new Path(params.get("out")), "sizes"), new SimpleStringEncoder<String>())
                .build();
    }

    private static SingleOutputStreamOperator<Long> timed(DataStream<Long> numbers) {
        return numbers.assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                        .withTimestampAssigner((n, old) -> n));
    }

    @VisibleForTesting
    static String describe() {
        PojoTypeInfo<Named> named = (PojoTypeInfo<Named>) TypeExtractor.createTypeInfo(Named.class);
        return String.join(",", named.getFieldNames())
                + new ListTypeInfo<>(Named.class).getTypeClass()
                + new EnumTypeInfo<>(Kind.class).getTypeClass();
    }

    static class WithoutEmpty extends ProcessFunction<String, String> {
        private transient ExecutorService threads;

        @Override
        public void open(Configuration parameters) {
            threads = Executors.newSingleThreadExecutor();
        }

        @Override
        public void processElement(String name, Context ctx, Collector<String> out) {
            if (name.isEmpty()) {
                ctx.output(EMPTY, "empty");
            } else {
                out.collect(name);
            }
        }

        @Override
        public void close() {
            ExecutorUtils.gracefulShutdown(1, TimeUnit.SECONDS, threads);
        }
    }

    static class Sum extends ProcessJoinFunction<Long, Long, Long> {
        @Override
        public void processElement(Long left, Long right, Context ctx, Collector<Long> out) {
            out.collect(left + right);
        }
    }

    static class Sizes implements CoGroupFunction<Long, Long, Tuple2<Long, Long>> {
        @Override
        public void coGroup(Iterable<Long> first, Iterable<Long> second, Collector<Tuple2<Long, Long>> out) {
            out.collect(Tuple2.of(
                    IterableUtils.toStream(first).count(),
                    IterableUtils.toStream(second).count()));
        }
    }

    static class Largest extends ProcessWindowFunction<Long, Long, Long, TimeWindow> {
        @Override
        public void process(Long key, Context context, Iterable<Long> elements, Collector<Long> out) {
            IterableUtils.toStream(elements).max(Long::compare).ifPresent(out::collect);
        }
    }

    static <T> Trigger<Object, TimeWindow> triggerOf(
            StreamExecutionEnvironment env, WindowAssigner<Object, TimeWindow> assigner) {
        return assigner.getDefaultTrigger(env);
    }
}
