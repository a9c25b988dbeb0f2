package io.weir.testkit.simulation.job;

import io.weir.api.ExternalizedCheckpointRetention;
import io.weir.api.KeyedStream;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.MapFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.tuple.Tuple2;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.invariant.OutputIsExactly;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One of the operators that users run ({@link OperatorKind}), over the numbered records of a ledger, with a sink in two phases. Its output is what
 * {@link OperatorModel} says.
 *
 * @param world name of the {@link OutsideWorld}
 * @param records in each partition
 * @param periodMillis between two records of a partition
 */
record SimulatedOperators(
        String world,
        long seed,
        OperatorKind kind,
        int partitions,
        int records,
        long periodMillis,
        int readers,
        int parallelism,
        boolean chained,
        long checkpointIntervalMillis,
        long checkpointTimeoutMillis,
        int tolerableCheckpointFailures)
        implements JobInTheWorld {

    /** The job that is drawn from a seed. */
    static SimulatedOperators drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x0be4a704);
        OperatorKind[] kinds = OperatorKind.values();
        long interval = 50L + random.nextInt(500);
        int records = 60 + random.nextInt(200);
        return new SimulatedOperators(
                OutsideWorld.freshName(),
                seed,
                kinds[random.nextInt(kinds.length)],
                1 + random.nextInt(5),
                records,
                Math.max(1, (3_000 + random.nextInt(6_000)) / records),
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                random.nextBoolean(),
                interval,
                Math.max(interval, 300L + random.nextInt(1500)),
                random.nextInt(4));
    }

    @Override
    public JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(checkpointIntervalMillis);
        env.getCheckpointConfig()
                .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.getCheckpointConfig().setCheckpointTimeout(checkpointTimeoutMillis);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(tolerableCheckpointFailures);
        env.setRestartStrategy(RestartStrategies.exponentialDelayRestart(
                Duration.ofMillis(50), Duration.ofSeconds(2), 1.5, Duration.ofSeconds(5), 0.1));
        env.setParallelism(parallelism);
        if (!chained) {
            env.disableOperatorChaining();
        }
        KeyedStream<Tuple2<String, Long>, String> keyed = env.fromSource(
                        new LedgerSource(world, seed, partitions, records, periodMillis), "records")
                .uid("records")
                .setParallelism(readers)
                .map(new MayFail(world))
                .uid("may-fail")
                .setParallelism(readers)
                .keyBy(record -> record.f0);
        kind.build(env, keyed).sinkTo(new WorldSink<>(world)).uid("world");
        return env.getJobGraph(kind.name());
    }

    @Override
    public List<Invariant> rules() {
        return List.of(new OutputIsExactly(OperatorModel.of(kind, LedgerRecord.all(seed, partitions, records))));
    }

    private record MayFail(String world) implements MapFunction<Tuple2<String, Long>, Tuple2<String, Long>> {
        @Override
        public Tuple2<String, Long> map(Tuple2<String, Long> record) {
            OutsideWorld.of(world).beforeRecord();
            return record;
        }
    }
}
