package io.weir.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Flink: an in-process MiniCluster, or (engine flink-cluster) separate JVMs started by {@link FlinkCluster}. */
final class FlinkRunner {
    private FlinkRunner() {}

    static Map<String, Object> run(Options o) throws Exception {
        if (o.engine().equals("flink-cluster")) return FlinkCluster.run(o);
        Configuration c = new Configuration();
        c.setString("rest.port", "0");
        c.setString("rest.address", "localhost");
        jobConf(o).forEach(c::setString);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(o.parallelism())
                .build())) {
            cluster.start();
            URI rest = cluster.getRestAddress().get();
            JobClient job = submit(o, rest.getHost(), rest.getPort());
            job.getJobExecutionResult().get();
            Map<String, Object> out = new LinkedHashMap<>();
            checkpointStats(rest.toString(), job.getJobID().toString(), out);
            out.put("object_reuse", o.objectReuse());
            return out;
        }
    }

    /** Settings that describe the job; everything else stays at Flink's default unless --conf says otherwise. */
    static Map<String, String> jobConf(Options o) {
        Map<String, String> c = new LinkedHashMap<>();
        c.put("pipeline.object-reuse", Boolean.toString(o.objectReuse()));
        c.put("state.backend.type", o.heap() ? "hashmap" : "rocksdb");
        if (o.checkpointMs() > 0) {
            c.put("execution.checkpointing.interval", o.checkpointMs() + " ms");
            c.put("execution.checkpointing.mode", "EXACTLY_ONCE");
            c.put("execution.checkpointing.storage", "filesystem");
            c.put("execution.checkpointing.dir", "file://" + o.dir() + "/checkpoints");
            if (!o.heap()) c.put("execution.checkpointing.incremental", "true");
        }
        if (!o.get("buffer-timeout-ms", "").isEmpty()) {
            c.put("execution.buffer-timeout.interval", o.get("buffer-timeout-ms", "") + " ms");
        }
        c.putAll(o.conf);
        return c;
    }

    static JobClient submit(Options o, String host, int port) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment(host, port, Configuration.fromMap(jobConf(o)));
        env.setParallelism(o.parallelism());
        build(env, o);
        return env.executeAsync(o.workload().label());
    }

    // ---- pipelines --------------------------------------------------------------------------------------------

    private static final TypeInformation<Tuple3<Long, Long, Long>> EVENT =
            Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

    private static void build(StreamExecutionEnvironment env, Options o) {
        Workload w = o.workload();
        switch (w) {
            case PASSTHROUGH -> {
                TypeInformation<Tuple3<Long, Long, String>> type = Types.TUPLE(Types.LONG, Types.LONG, Types.STRING);
                source(
                                env,
                                o,
                                (i, due) -> {
                                    Rec r = Workload.rec(i);
                                    return Tuple3.of(r.id, r.key, r.payload);
                                },
                                type,
                                WatermarkStrategy.noWatermarks())
                        .map(r -> Tuple3.of(r.f0 * 3 + 1, r.f1, r.f2))
                        .returns(type)
                        .filter(r -> Workload.keep(r.f0))
                        .keyBy(r -> r.f1, Types.LONG)
                        .sinkTo(new CheckSink<>(o, r -> Mix.result(r.f1, r.f0, r.f2.length())));
            }
            case WORDCOUNT ->
                source(env, o, (i, due) -> Workload.line(i), Types.STRING, WatermarkStrategy.noWatermarks())
                        .flatMap((FlatMapFunction<String, Tuple2<String, Long>>)
                                (line, out) -> Workload.words(line, word -> out.collect(Tuple2.of(word, 1L))))
                        .returns(Types.TUPLE(Types.STRING, Types.LONG))
                        .keyBy(t -> t.f0, Types.STRING)
                        .sum(1)
                        .sinkTo(new CheckSink<>(o, t -> Mix.result(t.f0.hashCode(), t.f1, 0)));
            case KEYED_STATE ->
                events(env, o, w, WatermarkStrategy.noWatermarks())
                        .keyBy(e -> e.f0, Types.LONG)
                        .map(new CountPerKey())
                        .returns(EVENT)
                        .sinkTo(new CheckSink<>(o, e -> Mix.result(e.f0, e.f1, 0)));
            case LATENCY ->
                source(
                                env,
                                o,
                                (i, due) -> Tuple3.of((long) Mix.bounded(Mix.at(i), w.keys), i, due),
                                EVENT,
                                WatermarkStrategy.noWatermarks())
                        .keyBy(e -> e.f0, Types.LONG)
                        .map(new CountPerKey())
                        .returns(EVENT)
                        .sinkTo(new LatencySink(o));
            default -> {
                KeyedStream<Tuple3<Long, Long, Long>, Long> keyed = events(
                                env,
                                o,
                                w,
                                WatermarkStrategy.<Tuple3<Long, Long, Long>>forBoundedOutOfOrderness(
                                                Duration.ofMillis(Workload.DISORDER_MS))
                                        .withTimestampAssigner((e, t) -> e.f2))
                        .keyBy(e -> e.f0, Types.LONG);
                WindowedStream<Tuple3<Long, Long, Long>, Long, TimeWindow> windowed = switch (w) {
                    case TUMBLING_WINDOW ->
                        keyed.window(TumblingEventTimeWindows.of(Duration.ofMillis(Workload.TUMBLE_MS)));
                    case SLIDING_WINDOW ->
                        keyed.window(SlidingEventTimeWindows.of(
                                Duration.ofMillis(Workload.SLIDE_SIZE_MS), Duration.ofMillis(Workload.SLIDE_MS)));
                    default -> keyed.window(EventTimeSessionWindows.withGap(Duration.ofMillis(Workload.GAP_MS)));
                };
                windowed.aggregate(
                                new CountAndSum(),
                                new WithWindow(),
                                Types.TUPLE(Types.LONG, Types.LONG),
                                Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG))
                        .sinkTo(new CheckSink<>(o, r -> Mix.result(r.f0, r.f1, Mix.result(r.f2, r.f3, 0))));
            }
        }
    }

    private static DataStream<Tuple3<Long, Long, Long>> events(
            StreamExecutionEnvironment env,
            Options o,
            Workload w,
            WatermarkStrategy<Tuple3<Long, Long, Long>> watermarks) {
        return source(
                env,
                o,
                (i, due) -> {
                    Event e = w.event(i);
                    return Tuple3.of(e.key, e.value, e.ts);
                },
                EVENT,
                watermarks);
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment env,
            Options o,
            FlinkSource.Generator<T> generator,
            TypeInformation<T> type,
            WatermarkStrategy<T> watermarks) {
        return env.fromSource(new FlinkSource<>(generator, o), watermarks, "generator", type);
    }

    private static final class CountPerKey extends RichMapFunction<Tuple3<Long, Long, Long>, Tuple3<Long, Long, Long>> {
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Tuple3<Long, Long, Long> map(Tuple3<Long, Long, Long> e) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            return Tuple3.of(e.f0, now, e.f2);
        }
    }

    private static final class CountAndSum
            implements AggregateFunction<Tuple3<Long, Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> createAccumulator() {
            return Tuple2.of(0L, 0L);
        }

        @Override
        public Tuple2<Long, Long> add(Tuple3<Long, Long, Long> e, Tuple2<Long, Long> a) {
            a.f0++;
            a.f1 += e.f1;
            return a;
        }

        @Override
        public Tuple2<Long, Long> getResult(Tuple2<Long, Long> a) {
            return a;
        }

        @Override
        public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    /** (key, window start, count, sum). */
    private static final class WithWindow
            implements WindowFunction<Tuple2<Long, Long>, Tuple4<Long, Long, Long, Long>, Long, TimeWindow> {
        @Override
        public void apply(
                Long key,
                TimeWindow window,
                Iterable<Tuple2<Long, Long>> in,
                Collector<Tuple4<Long, Long, Long, Long>> out) {
            for (Tuple2<Long, Long> a : in) out.collect(Tuple4.of(key, window.getStart(), a.f0, a.f1));
        }
    }

    interface Contribution<T> extends Serializable {
        long of(T value);
    }

    private static final class CheckSink<T> implements Sink<T> {
        private final Probe probe;
        private final Contribution<T> contribution;

        CheckSink(Options o, Contribution<T> contribution) {
            this.probe = o.probe();
            this.contribution = contribution;
        }

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            Probe.Sink sink = probe.sink(context.getTaskInfo().getIndexOfThisSubtask());
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context c) {
                    sink.add(contribution.of(value));
                }

                @Override
                public void flush(boolean end) {
                    if (end) sink.end();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class LatencySink implements Sink<Tuple3<Long, Long, Long>> {
        private final Probe probe;

        LatencySink(Options o) {
            this.probe = o.probe();
        }

        @Override
        public SinkWriter<Tuple3<Long, Long, Long>> createWriter(WriterInitContext context) {
            Probe.Sink sink = probe.sink(context.getTaskInfo().getIndexOfThisSubtask());
            return new SinkWriter<>() {
                @Override
                public void write(Tuple3<Long, Long, Long> value, Context c) {
                    sink.due(value.f2);
                }

                @Override
                public void flush(boolean end) {
                    if (end) sink.end();
                }

                @Override
                public void close() {}
            };
        }
    }

    // ---- REST -------------------------------------------------------------------------------------------------

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static JsonNode get(String url) throws Exception {
        HttpResponse<String> r =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(r.body());
    }

    static void checkpointStats(String rest, String job, Map<String, Object> out) throws Exception {
        JsonNode c = get(rest + "/jobs/" + job + "/checkpoints");
        out.put("checkpoints", c.path("counts").path("completed").asInt());
        if (c.path("counts").path("completed").asInt() == 0) return;
        JsonNode d = c.path("summary").path("end_to_end_duration");
        out.put("checkpoint_p50_ms", d.path("p50").asDouble());
        out.put("checkpoint_max_ms", d.path("max").asDouble());
        out.put("state_bytes", c.path("summary").path("state_size").path("max").asLong());
    }
}
