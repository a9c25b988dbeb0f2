package io.weir.benchmarks.peers;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.EventTimeMapper;
import com.hazelcast.jet.core.EventTimePolicy;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.WindowDefinition;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Schedule;
import io.weir.benchmarks.kit.Workload;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hazelcast Jet: one embedded member, or (engine jet-cluster) separate JVMs started by {@link JetCluster}.
 * Its snapshots go to an in-memory IMap of the cluster, not to a file system: less durable than Flink's.
 */
final class JetRunner {
    private JetRunner() {}

    /** In-process snapshot timing: when the sources saved their state, and the commit of that snapshot. */
    static final ConcurrentHashMap<Integer, Long> SAVED = new ConcurrentHashMap<>();

    static final ConcurrentLinkedQueue<Long> SNAPSHOT_NANOS = new ConcurrentLinkedQueue<>();

    static Map<String, Object> run(Options o) throws Exception {
        if (o.engine().equals("jet-cluster")) return JetCluster.run(o);
        Config config = config(o, (int) o.number("port", 5801));
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        submit(member, o).join();
        Map<String, Object> out = new LinkedHashMap<>();
        snapshotStats(o.parallelism(), out);
        member.getLifecycleService().terminate();
        return out;
    }

    private static void snapshotStats(int sources, Map<String, Object> out) {
        List<Long> all = new ArrayList<>(SNAPSHOT_NANOS);
        Collections.sort(all);
        out.put("checkpoints", all.size() / sources);
        if (all.isEmpty()) return;
        out.put("checkpoint_p50_ms", Harness.round(all.get(all.size() / 2) / 1e6));
        out.put("checkpoint_max_ms", Harness.round(all.get(all.size() - 1) / 1e6));
    }

    static Config config(Options o, int port) {
        Config config = new Config();
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getJetConfig().setEnabled(true);
        config.getNetworkConfig()
                .setPort(port)
                .setPortAutoIncrement(false)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getSerializationConfig()
                .addSerializerConfig(new com.hazelcast.config.SerializerConfig()
                        .setTypeClass(Rec.class)
                        .setImplementation(new JetSerializers.OfRec()));
        config.getSerializationConfig()
                .addSerializerConfig(new com.hazelcast.config.SerializerConfig()
                        .setTypeClass(Event.class)
                        .setImplementation(new JetSerializers.OfEvent()));
        o.conf.forEach(config::setProperty);
        return config;
    }

    static Job submit(HazelcastInstance member, Options o) {
        JobConfig job = new JobConfig().setName(o.workload().label());
        if (o.checkpointMs() > 0) {
            job.setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE).setSnapshotIntervalMillis(o.checkpointMs());
        }
        return member.getJet().newJob(pipeline(o), job);
    }

    // ---- pipelines --------------------------------------------------------------------------------------------

    private static Pipeline pipeline(Options o) {
        Pipeline p = Pipeline.create();
        Workload w = o.workload();
        switch (w) {
            case PASSTHROUGH ->
                JetRunner.<Rec>source(p, o, (i, due) -> Workload.rec(i))
                        .map(Workload::map)
                        .filter(r -> Workload.keep(r.id))
                        .rebalance(r -> r.key)
                        .writeTo(sink(o, (Rec r) -> Mix.result(r.key, r.id, r.payload.length())));
            case WORDCOUNT ->
                JetRunner.<String>source(p, o, (i, due) -> Workload.line(i))
                        .flatMap(line -> {
                            ArrayList<String> words = new ArrayList<>(10);
                            Workload.words(line, words::add);
                            return com.hazelcast.jet.Traversers.traverseIterable(words);
                        })
                        .groupingKey(word -> word)
                        .rollingAggregate(AggregateOperations.counting())
                        .writeTo(sink(
                                o,
                                (Map.Entry<String, Long> e) ->
                                        Mix.result(e.getKey().hashCode(), e.getValue(), 0)));
            case KEYED_STATE ->
                JetRunner.<Event>source(p, o, (i, due) -> w.event(i))
                        .groupingKey(e -> e.key)
                        .mapStateful(() -> new long[1], (count, key, e) -> new Event(key, ++count[0], e.ts))
                        .writeTo(sink(o, (Event e) -> Mix.result(e.key, e.value, 0)));
            case LATENCY ->
                JetRunner.<Event>source(p, o, (i, due) -> new Event(Mix.bounded(Mix.at(i), w.keys), i, due))
                        .groupingKey(e -> e.key)
                        .mapStateful(() -> new long[1], (count, key, e) -> new Event(key, ++count[0], e.ts))
                        .writeTo(latencySink(o));
            default -> {
                Generator<Event> generator = (i, due) -> w.event(i);
                StreamSource<Event> source = Sources.streamFromProcessorWithWatermarks(
                        "generator", false, policy -> supplier(o, generator, policy));
                WindowDefinition window = switch (w) {
                    case TUMBLING_WINDOW -> WindowDefinition.tumbling(Workload.TUMBLE_MS);
                    case SLIDING_WINDOW -> WindowDefinition.sliding(Workload.SLIDE_SIZE_MS, Workload.SLIDE_MS);
                    default -> WindowDefinition.session(Workload.GAP_MS);
                };
                p.readFrom(source)
                        .withTimestamps(e -> e.ts, Workload.DISORDER_MS)
                        .setLocalParallelism(o.parallelism())
                        .groupingKey(e -> e.key)
                        .window(window)
                        .aggregate(countAndSum())
                        .setLocalParallelism(o.parallelism())
                        .writeTo(sink(
                                o,
                                (com.hazelcast.jet.datamodel.KeyedWindowResult<Long, long[]> r) ->
                                        Mix.result(r.key(), r.start(), Mix.result(r.result()[0], r.result()[1], 0))));
            }
        }
        return p;
    }

    private static AggregateOperation1<Event, long[], long[]> countAndSum() {
        return AggregateOperation.withCreate(() -> new long[2])
                .andAccumulate((long[] a, Event e) -> {
                    a[0]++;
                    a[1] += e.value;
                })
                .andCombine((a, b) -> {
                    a[0] += b[0];
                    a[1] += b[1];
                })
                .andDeduct((a, b) -> {
                    a[0] -= b[0];
                    a[1] -= b[1];
                })
                .andExportFinish(long[]::clone);
    }

    interface Generator<T> extends Serializable {
        T make(long i, long dueNanos);
    }

    private static <T> StreamStage<T> source(Pipeline p, Options o, Generator<T> generator) {
        StreamSource<T> source = Sources.streamFromProcessor("generator", supplier(o, generator, null));
        return p.readFrom(source).withoutTimestamps().setLocalParallelism(o.parallelism());
    }

    private static <T> ProcessorMetaSupplier supplier(
            Options o, Generator<T> generator, EventTimePolicy<? super T> policy) {
        int splits = (int) o.number("splits", o.parallelism());
        long share = o.records() / splits;
        long rate = o.rate() / splits;
        Probe probe = o.probe();
        return ProcessorMetaSupplier.of(
                o.parallelism(), () -> new GeneratorP<>(generator, splits, share, rate, probe, policy));
    }

    /** Owns the splits s with s % total parallelism == its own index; positions are broadcast on restore. */
    private static final class GeneratorP<T> extends AbstractProcessor {
        private static final int BURST = 256;
        private final Generator<T> generator;
        private final int splits;
        private final long share, rate;
        private final Probe probe;
        private final EventTimeMapper<T> mapper;
        private final long[] emitted;
        private long t0;
        private int[] mine;
        private int turn;
        private Traverser<Object> pending;
        private Object held;
        private int index;
        private int savedSplit;

        GeneratorP(
                Generator<T> generator,
                int splits,
                long share,
                long rate,
                Probe probe,
                EventTimePolicy<? super T> policy) {
            this.generator = generator;
            this.splits = splits;
            this.share = share;
            this.rate = rate;
            this.probe = probe;
            this.mapper = policy == null ? null : new EventTimeMapper<>(policy);
            this.emitted = new long[splits];
        }

        @Override
        protected void init(Context context) {
            index = context.globalProcessorIndex();
            int total = context.totalParallelism();
            mine = java.util.stream.IntStream.range(0, splits)
                    .filter(s -> s % total == index)
                    .toArray();
            if (mapper != null) mapper.addPartitions(mine.length);
        }

        @Override
        public boolean complete() {
            if (t0 == 0) {
                t0 = System.nanoTime();
                probe.started(index);
            }
            if (pending != null) {
                if (!emitFromTraverser(pending)) return false;
                pending = null;
            }
            if (held != null) {
                if (!tryEmit(held)) return false;
                held = null;
            }
            long now = rate > 0 ? System.nanoTime() : 0;
            int done = 0;
            for (int n = 0; n < BURST && done < mine.length; n++) {
                if (++turn >= mine.length) turn = 0;
                int s = mine[turn];
                long e = emitted[s];
                long due = 0;
                if (e == share || rate > 0 && (due = Schedule.due(t0, e, rate)) > now) {
                    done++;
                    continue;
                }
                done = 0;
                T item = generator.make(s + e * splits, due);
                if ((emitted[s] = e + 1) == share / 2) probe.half(s);
                if (mapper != null) {
                    Traverser<Object> events = mapper.flatMapEvent(item, turn, EventTimeMapper.NO_NATIVE_TIME);
                    if (!emitFromTraverser(events)) {
                        pending = events;
                        return false;
                    }
                } else if (!tryEmit(item)) {
                    held = item;
                    return false;
                }
            }
            for (int s : mine) if (emitted[s] < share) return false;
            return true;
        }

        @Override
        public boolean saveToSnapshot() {
            if (pending != null) {
                if (!emitFromTraverser(pending)) return false;
                pending = null;
            }
            if (held != null) {
                if (!tryEmit(held)) return false;
                held = null;
            }
            SAVED.putIfAbsent(index, System.nanoTime());
            for (; savedSplit < mine.length; savedSplit++) {
                int s = mine[savedSplit];
                if (!tryEmitToSnapshot(BroadcastKey.broadcastKey(s), new long[] {emitted[s], t0})) return false;
            }
            savedSplit = 0;
            return true;
        }

        @Override
        public boolean snapshotCommitFinish(boolean success) {
            Long saved = SAVED.remove(index);
            if (success && saved != null) SNAPSHOT_NANOS.add(System.nanoTime() - saved);
            return true;
        }

        @Override
        protected void restoreFromSnapshot(Object key, Object value) {
            @SuppressWarnings("unchecked")
            int s = ((BroadcastKey<Integer>) key).key();
            long[] v = (long[]) value;
            emitted[s] = v[0];
            t0 = v[1];
        }
    }

    interface Contribution<T> extends Serializable {
        long of(T value);
    }

    private static <T> Sink<T> sink(Options o, Contribution<T> contribution) {
        Probe probe = o.probe();
        return Sinks.fromProcessor(
                "check",
                ProcessorMetaSupplier.of(
                        o.parallelism(), ProcessorSupplier.of(() -> new CheckP<>(probe, contribution))));
    }

    private static Sink<Event> latencySink(Options o) {
        Probe probe = o.probe();
        return Sinks.fromProcessor(
                "latency",
                ProcessorMetaSupplier.of(o.parallelism(), ProcessorSupplier.of(() -> new CheckP<Event>(probe, null))));
    }

    private static final class CheckP<T> extends AbstractProcessor {
        private final Probe probe;
        private final Contribution<T> contribution;
        private Probe.Sink sink;

        CheckP(Probe probe, Contribution<T> contribution) {
            this.probe = probe;
            this.contribution = contribution;
        }

        @Override
        protected void init(Context context) {
            sink = probe.sink(context.globalProcessorIndex());
        }

        @SuppressWarnings("unchecked")
        @Override
        protected boolean tryProcess(int ordinal, Object item) {
            if (contribution == null) sink.due(((Event) item).ts);
            else sink.add(contribution.of((T) item));
            return true;
        }

        @Override
        public boolean tryProcessWatermark(com.hazelcast.jet.core.Watermark watermark) {
            return true;
        }

        @Override
        public boolean complete() {
            sink.end();
            return true;
        }
    }
}
