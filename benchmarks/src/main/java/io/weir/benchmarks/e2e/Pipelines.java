package io.weir.benchmarks.e2e;

import io.weir.api.Collector;
import io.weir.api.KeyedStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.WindowedStream;
import io.weir.api.connector.Sink;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.time.Duration;

/** Each workload as a user would write it. */
final class Pipelines {
    private Pipelines() {}

    /** Puts the job of {@code o} into an empty environment, with its settings. */
    static StreamExecutionEnvironment build(StreamExecutionEnvironment env, Options o) {
        prepare(env, o);
        if (o.immutable()) {
            ImmutablePipelines.build(env, o);
            return env;
        }
        Workload workload = o.workload();
        switch (workload) {
            case PASSTHROUGH -> passthrough(env, o);
            case WORDCOUNT -> wordcount(env, o);
            case KEYED_STATE -> counts(env, o, (i, due) -> workload.event(i), check(o));
            case LATENCY ->
                counts(
                        env,
                        o,
                        (i, due) -> new Event(Mix.bounded(Mix.at(i), workload.keys), i, due),
                        new CheckSink<>(o.probe(), (sink, event) -> sink.due(event.ts)));
            case TUMBLING_WINDOW, SLIDING_WINDOW, SESSION_WINDOW -> windows(env, o);
        }
        return env;
    }

    private static void prepare(StreamExecutionEnvironment env, Options o) {
        env.setParallelism(o.parallelism());
        if (o.objectReuse()) {
            env.getConfig().enableObjectReuse();
        }
        env.setStateBackend(o.heap() ? new HashMapStateBackend() : new RocksDBStateBackend());
        if (o.checkpointMs() > 0) {
            env.enableCheckpointing(o.checkpointMs());
            env.getCheckpointConfig().setCheckpointStorage("file://" + o.dir() + "/checkpoints");
        }
    }

    /** As keyed-state, with so few keys that its state soon grows no more. */
    static StreamExecutionEnvironment idle(StreamExecutionEnvironment env, Options o) {
        prepare(env, o);
        counts(env, o, (i, due) -> new Event(Mix.bounded(Mix.at(i), Workload.LATENCY.keys), i, i), check(o));
        return env;
    }

    private static void passthrough(StreamExecutionEnvironment env, Options o) {
        env.fromSource(new GeneratorSource<>((i, due) -> Workload.rec(i), o), "generator")
                .uid("generator")
                .map(Workload::map)
                .filter(r -> Workload.keep(r.id))
                .keyBy(r -> r.key)
                .sinkTo(new CheckSink<Rec>(
                        o.probe(), (sink, r) -> sink.add(Mix.result(r.key, r.id, r.payload.length()))));
    }

    private static void wordcount(StreamExecutionEnvironment env, Options o) {
        env.fromSource(new GeneratorSource<>((i, due) -> Workload.line(i), o), "generator")
                .uid("generator")
                .flatMap((String line, Collector<Tuple2<String, Long>> out) ->
                        Workload.words(line, word -> out.collect(Tuple2.of(word, 1L))))
                .keyBy(t -> t.f0)
                .sum(1)
                .uid("counts")
                .sinkTo(new CheckSink<Tuple2<String, Long>>(
                        o.probe(), (sink, t) -> sink.add(Mix.result(t.f0.hashCode(), t.f1, 0))));
    }

    private static void counts(
            StreamExecutionEnvironment env, Options o, Generator<Event> generator, Sink<Event> sink) {
        env.fromSource(new GeneratorSource<>(generator, o), "generator")
                .uid("generator")
                .keyBy(e -> e.key)
                .map(new CountPerKey())
                .uid("counts")
                .sinkTo(sink);
    }

    private static void windows(StreamExecutionEnvironment env, Options o) {
        Workload workload = o.workload();
        KeyedStream<Event, Long> keyed = env.fromSource(
                        new GeneratorSource<Event>((i, due) -> workload.event(i), o), "generator")
                .uid("generator")
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofMillis(Workload.DISORDER_MS))
                                .withTimestampAssigner((e, old) -> e.ts))
                .keyBy(e -> e.key);
        WindowedStream<Event, Long, TimeWindow> windowed = switch (workload) {
            case TUMBLING_WINDOW -> keyed.window(TumblingEventTimeWindows.of(Duration.ofMillis(Workload.TUMBLE_MS)));
            case SLIDING_WINDOW ->
                keyed.window(SlidingEventTimeWindows.of(
                        Duration.ofMillis(Workload.SLIDE_SIZE_MS), Duration.ofMillis(Workload.SLIDE_MS)));
            default -> keyed.window(EventTimeSessionWindows.withGap(Duration.ofMillis(Workload.GAP_MS)));
        };
        windowed.aggregate(new CountAndSum(), new CountAndSum.OfWindow())
                .uid("windows")
                .sinkTo(new CheckSink<CountAndSum.Result>(
                        o.probe(),
                        (sink, r) -> sink.add(Mix.result(r.key(), r.start(), Mix.result(r.count(), r.sum(), 0)))));
    }

    private static Sink<Event> check(Options o) {
        return new CheckSink<>(o.probe(), (sink, e) -> sink.add(Mix.result(e.key, e.value, 0)));
    }
}
