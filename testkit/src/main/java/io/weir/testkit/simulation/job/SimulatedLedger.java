package io.weir.testkit.simulation.job;

import io.weir.api.ExternalizedCheckpointRetention;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.invariant.NothingLostNothingTwice;
import io.weir.testkit.simulation.invariant.PerKeyOrderHolds;
import io.weir.testkit.simulation.invariant.SnapshotIsACut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A ledger of numbered records: a source of partitions numbers the records of each key and makes watermarks; a keyed process function
 * checks the numbers, keeps them in a list, and lets timers of both kinds bring them out; a sink in two phases commits {@code key,number}.
 * Source and function tell what they save, so that every completed checkpoint can be judged.
 *
 * @param world name of the {@link OutsideWorld}
 * @param records in each partition
 * @param periodMillis between two records of a partition
 */
public record SimulatedLedger(
        String world,
        long seed,
        int partitions,
        int records,
        long periodMillis,
        int readers,
        int counters,
        boolean chained,
        long checkpointIntervalMillis,
        long checkpointTimeoutMillis,
        long checkpointPauseMillis,
        int tolerableCheckpointFailures)
        implements JobInTheWorld {
    private static final int KEYS = 5;

    /** The job that is drawn from a seed. */
    public static SimulatedLedger drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x1ed9e5);
        long interval = 50L + random.nextInt(500);
        int records = 60 + random.nextInt(240);
        return new SimulatedLedger(
                OutsideWorld.freshName(),
                seed,
                1 + random.nextInt(6),
                records,
                Math.max(1, (3_000 + random.nextInt(7_000)) / records),
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                random.nextBoolean(),
                interval,
                Math.max(interval, 300L + random.nextInt(1500)),
                random.nextInt(3) == 0 ? random.nextInt(200) : 0,
                random.nextInt(4));
    }

    /** A short one, for runs that are many. */
    public static SimulatedLedger small(long seed) {
        return new SimulatedLedger(OutsideWorld.freshName(), seed, 2, 60, 40, 2, 2, false, 150, 1_000, 0, 3);
    }

    @Override
    public JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(checkpointIntervalMillis);
        env.getCheckpointConfig()
                .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.getCheckpointConfig().setCheckpointTimeout(checkpointTimeoutMillis);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(checkpointPauseMillis);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(tolerableCheckpointFailures);
        env.setRestartStrategy(RestartStrategies.exponentialDelayRestart(
                Duration.ofMillis(50), Duration.ofSeconds(2), 1.5, Duration.ofSeconds(5), 0.1));
        if (!chained) {
            env.disableOperatorChaining();
        }
        env.fromSource(new LedgerSource(world, seed, partitions, records, periodMillis), "records")
                .uid("records")
                .setParallelism(readers)
                .keyBy(record -> record.f0)
                .process(new LedgerFunction(world))
                .uid("ledger")
                .setParallelism(counters)
                .sinkTo(new WorldSink<>(world))
                .uid("world")
                .setParallelism(counters);
        return env.getJobGraph("ledger");
    }

    @Override
    public List<Invariant> rules() {
        return List.of(
                new NothingLostNothingTwice(expected()), new PerKeyOrderHolds(), new SnapshotIsACut(this::emitted));
    }

    private Map<String, Long> expected() {
        Map<String, Long> counts = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (long position = 0; position < records; position++) {
                counts.merge(key(seed, partition, position), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** How many records of a key come before these positions; a partition that is not named was read to its end. */
    private long emitted(String key, SortedMap<String, Long> positions) {
        int partition = Integer.parseInt(key.substring(1, key.indexOf('k')));
        return numberOf(key, partition, positions.getOrDefault(Integer.toString(partition), (long) records));
    }

    private long numberOf(String key, int partition, long position) {
        long number = 0;
        for (long before = 0; before < position; before++) {
            number += key(seed, partition, before).equals(key) ? 1 : 0;
        }
        return number;
    }

    /** The key of a record; every key is in one partition. */
    static String key(long seed, int partition, long position) {
        SplittableRandom random = new SplittableRandom((seed * 31 + partition) * 1_000_003 + position);
        return "p" + partition + "k" + Math.min(random.nextInt(KEYS), random.nextInt(KEYS));
    }
}
