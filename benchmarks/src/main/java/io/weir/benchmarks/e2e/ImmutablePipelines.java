package io.weir.benchmarks.e2e;

import static java.util.Objects.requireNonNull;

import io.weir.api.Collector;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichMapFunction;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of {@link Pipelines} with Java records instead of tuples and objects with public fields: nothing in them can change, so nothing
 * is copied. Results and checksums are the same.
 */
final class ImmutablePipelines {
    private ImmutablePipelines() {}

    private record Word(String word, long count) implements Serializable {}

    private record Reading(long key, long value, long ts) implements Serializable {
        static Reading of(Event event) {
            return new Reading(event.key, event.value, event.ts);
        }
    }

    private record Packet(long id, long key, String payload) implements Serializable {
        static Packet of(Rec rec) {
            return new Packet(rec.id, rec.key, rec.payload);
        }
    }

    private record Sums(long count, long sum) implements Serializable {}

    private record WindowSums(long key, long start, Sums sums) implements Serializable {}

    static void build(StreamExecutionEnvironment env, Options o) {
        switch (o.workload()) {
            case PASSTHROUGH -> passthrough(env, o);
            case WORDCOUNT -> wordcount(env, o);
            case KEYED_STATE -> keyedState(env, o);
            case TUMBLING_WINDOW -> tumblingWindow(env, o);
            default ->
                throw new IllegalArgumentException("[CLI-564] " + o.workload().label()
                        + " has no form with immutable records. Choose passthrough, wordcount, "
                        + "keyed-state or tumbling-window, or leave out --set values=immutable.");
        }
    }

    private static void passthrough(StreamExecutionEnvironment env, Options o) {
        env.fromSource(new GeneratorSource<>((i, due) -> Packet.of(Workload.rec(i)), o), "generator")
                .uid("generator")
                .map(p -> new Packet(p.id * 3 + 1, p.key, p.payload))
                .filter(p -> Workload.keep(p.id))
                .keyBy(Packet::key)
                .sinkTo(new CheckSink<Packet>(
                        o.probe(), (sink, p) -> sink.add(Mix.result(p.key, p.id, p.payload.length()))));
    }

    private static void wordcount(StreamExecutionEnvironment env, Options o) {
        env.fromSource(new GeneratorSource<>((i, due) -> Workload.line(i), o), "generator")
                .uid("generator")
                .flatMap((String line, Collector<Word> out) ->
                        Workload.words(line, word -> out.collect(new Word(word, 1))))
                .keyBy(Word::word)
                .reduce((a, b) -> new Word(a.word, a.count + b.count))
                .uid("counts")
                .sinkTo(new CheckSink<Word>(
                        o.probe(), (sink, w) -> sink.add(Mix.result(w.word.hashCode(), w.count, 0))));
    }

    private static void keyedState(StreamExecutionEnvironment env, Options o) {
        Workload workload = o.workload();
        env.fromSource(new GeneratorSource<>((i, due) -> Reading.of(workload.event(i)), o), "generator")
                .uid("generator")
                .keyBy(Reading::key)
                .map(new Count())
                .uid("counts")
                .sinkTo(new CheckSink<Reading>(o.probe(), (sink, r) -> sink.add(Mix.result(r.key, r.value, 0))));
    }

    private static void tumblingWindow(StreamExecutionEnvironment env, Options o) {
        Workload workload = o.workload();
        env.fromSource(new GeneratorSource<>((i, due) -> Reading.of(workload.event(i)), o), "generator")
                .uid("generator")
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Reading>forBoundedOutOfOrderness(Duration.ofMillis(Workload.DISORDER_MS))
                                .withTimestampAssigner((r, old) -> r.ts))
                .keyBy(Reading::key)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(Workload.TUMBLE_MS)))
                .aggregate(
                        new Sum(),
                        (Long key, TimeWindow window, Iterable<Sums> in, Collector<WindowSums> out) ->
                                in.forEach(sums -> out.collect(new WindowSums(key, window.getStart(), sums))))
                .uid("windows")
                .sinkTo(new CheckSink<WindowSums>(
                        o.probe(),
                        (sink, w) -> sink.add(Mix.result(w.key, w.start, Mix.result(w.sums.count, w.sums.sum, 0)))));
    }

    /** As {@link CountPerKey}. */
    private static final class Count extends RichMapFunction<Reading, Reading> {
        private transient @Nullable ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        @Override
        public Reading map(Reading reading) throws Exception {
            ValueState<Long> state = requireNonNull(count);
            Long before = state.value();
            long now = before == null ? 1 : before + 1;
            state.update(now);
            return new Reading(reading.key, now, reading.ts);
        }
    }

    private static final class Sum implements AggregateFunction<Reading, Sums, Sums> {
        @Override
        public Sums createAccumulator() {
            return new Sums(0, 0);
        }

        @Override
        public Sums add(Reading reading, Sums sums) {
            return new Sums(sums.count + 1, sums.sum + reading.value);
        }

        @Override
        public Sums getResult(Sums sums) {
            return sums;
        }

        @Override
        public Sums merge(Sums a, Sums b) {
            return new Sums(a.count + b.count, a.sum + b.sum);
        }
    }
}
